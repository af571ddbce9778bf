// Starts the program and reports what failed when it does not start or stops working.
// Plain JavaScript, because the program is what may be missing.
(() => {
  const { module, program } = document.currentScript.dataset;
  const [moduleUrl, programUrl] = [module, program].map((path) => new URL(path, document.baseURI).href);
  const PATIENCE = 15_000; // milliseconds

  // Shows a fault and what to do next, in place of an earlier one.
  function report(fault, advice, role = 'alert') {
    let box = document.getElementById('start');
    if (!box) {
      box = document.createElement('p');
      box.id = 'start';
      document.body.prepend(box);
    }
    box.setAttribute('role', role);
    box.textContent = `${fault} ${advice}`;
  }

  const operator = 'If it happens again, the site needs to be published again with all its files.';
  const name = (url) => new URL(url).pathname.split('/').pop();

  // The reason why a file of the site is unusable: the address bar's user cannot see the status.
  async function reason(url) {
    try {
      const response = await fetch(url, { cache: 'no-store' });
      if (!response.ok) return `The server answered ${response.status} for ${name(url)}.`;
      if (/html/.test(response.headers.get('content-type'))) return `The server sent a web page in place of ${name(url)}.`;
      await response.arrayBuffer();
      return `${name(url)} is damaged, or belongs to another version of Signpost.`;
    } catch {
      return `${name(url)} could not be loaded completely.`;
    }
  }

  // The catalog's document that the address names is wanted as soon as the program runs.
  const named = /^#\/([a-z][a-z0-9-]*)\/./.exec(location.hash)?.[1];
  if (named && !['verify', 'proof', 'handshakes'].includes(named)) {
    const preload = document.createElement('link');
    Object.assign(preload, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: `catalog/${named}.openapi.json` });
    document.head.append(preload);
  }

  async function start() {
    const slow = setTimeout(() => report(
      `Signpost is still loading: not all of ${name(moduleUrl)} and ${name(programUrl)} has arrived after ${PATIENCE / 1000} seconds.`,
      'Wait a little longer, or check the connection and reload the page.', 'status'), PATIENCE);
    let url = moduleUrl;
    try {
      const fetched = fetch(programUrl);
      fetched.catch(() => {}); // Reported below, where it is awaited.
      const { default: init } = await import(moduleUrl);
      url = programUrl;
      const response = await fetched;
      if (!response.ok) throw new Error(`status ${response.status}`);
      await init({ module_or_path: response });
      clearTimeout(slow);
    } catch (error) {
      clearTimeout(slow);
      console.error(error);
      report(`Signpost could not start. ${await reason(url)}`, `Reload the page. ${operator}`);
    }
  }

  // A fault inside the running program leaves a page that answers nothing.
  addEventListener('error', ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) {
      report('Signpost stopped because of a fault in it.', 'Reload the page: drafts are kept, without their secrets.');
    }
  });

  start();
})();
