// Deliveries whose signature nothing explains, so that the whole search runs; for tests and the bench.
import { part } from './page.mjs';

export const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

// A HubSpot delivery of so many bytes and more: the scheme signs method, address, body and time,
// and the body has what programs write in different ways.
export function rich(size) {
  const items = [];
  for (let length = 0; length < size; length += items.at(-1).length + 2) {
    const i = items.length;
    items.push(`{"id": ${i}, "name": "item é </b> ${i}", "price": ${i}.50, "url": "https://a.example/${i}"}`);
  }
  const body = '{"object": "event", "created": 1700000500, "created_at": "2023-11-14T22:30:20Z", "10": 1.0, '
    + `"sent": 1700000700123, "note": "\\u00e9", "data": [${items.join(', ')}]}\n`;
  const fields = [
    'POST /hook/?a=b%20c HTTP/1.1', 'Host: Example.com:8443', 'Date: Tue, 14 Nov 2023 22:15:00 GMT',
    'X-Forwarded-Host: hooks.example.com', 'X-Forwarded-Proto: http', 'Content-Type: application/json',
    'X-HubSpot-Signature-v3: K7MDENGbPxRfiCYEXAMPLEKEYwJalrXUtnFEMIaaaaa=', 'X-HubSpot-Request-Timestamp: 1700000000123',
  ];
  return `${fields.join('\r\n')}\r\n\r\n${body}`;
}

// Drops a file made in the page, so that it need not travel there.
export async function drop(page, raw) {
  await page.evaluate(async (raw) => {
    const data = new DataTransfer();
    data.items.add(new File([raw], 'request.http'));
    document.querySelector('[data-part="verify-file"]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, raw);
  await part(page, 'verify-secret').waitFor();
}

// From now on: each task of the page's main thread, and each value that a progress bar has shown.
//
// A task's length is its thread's own processor time: what a person waits for on a machine that does
// nothing else, and what other programs' work does not change. `tasks` and `shown` are known at `end`.
export async function watch(page) {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' });
    window.shown = [];
    new MutationObserver(() => {
      const value = Number(document.querySelector('[data-part="verify-progress"]')?.getAttribute('value') ?? 0);
      if (value && value !== window.shown.at(-1)) window.shown.push(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const cdp = await page.context().newCDPSession(page);
  const events = [];
  cdp.on('Tracing.dataCollected', (e) => events.push(...e.value.filter((event) => event.name === 'RunTask' || event.name === 'FunctionCall')));
  const traceConfig = { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] };
  await cdp.send('Tracing.start', { traceConfig, transferMode: 'ReportEvents' });
  return async () => {
    const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
    await cdp.send('Tracing.end');
    await complete;
    const main = events.find((event) => event.name === 'FunctionCall');
    const tasks = events.filter((event) => event.name === 'RunTask' && event.pid === main.pid && event.tid === main.tid && event.dur);
    const { shown, observed } = await page.evaluate(() => ({ shown: window.shown, observed: window.longTasks }));
    return { tasks: tasks.map((task) => (task.tdur ?? task.dur) / 1000), observed, shown };
  };
}
