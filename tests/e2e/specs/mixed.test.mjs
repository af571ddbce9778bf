// A page that was loaded over https and sends to plain http: the forecast, and the causes of a failed send.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../lib/browser.mjs';
import { answering, certificate, closed } from '../lib/faulty.mjs';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { aim, browserNotes, fill, open, part, send } from '../lib/page.mjs';
import { serve } from '../lib/site.mjs';
import { dist } from '../lib/test.mjs';

const allowed = { 'access-control-allow-origin': '*' };
const on = (url, host) => url.replace('127.0.0.1', host);
let site;
let browser;

before(async () => {
  site = await serve([dist], { quality: 1, tls: certificate() });
  // Both names are of this machine, which the page cannot know.
  browser = await launch({ args: ['--ignore-certificate-errors', '--host-resolver-rules=MAP *.example.test 127.0.0.1'] });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

// The page over https with a form that a browser sends to another origin without asking first.
async function visit(body) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  try {
    await open(page, { url: on(site.url, 'page.example.test') }, jobs[0].hash);
    assert.ok(await page.evaluate(() => location.protocol === 'https:' && isSecureContext));
    await fillJob(page, jobs[0]);
    await aim(page, 'direct');
    await body(page);
    assert.deepEqual(page.errors, []);
  } finally {
    await page.close();
  }
}

async function forecast(page) {
  await browserNotes(page);
  return page.locator('[data-forecast="mixed-content"]');
}

async function fail(page) {
  await part(page, 'send').click();
  await page.locator('[data-failure]').waitFor();
  return page.locator('[data-cause]').evaluateAll((all) => all.map((e) => e.dataset.cause));
}

test('plain http on another host is refused: said before, and the only cause after', () => visit(async (page) => {
  const server = await answering({ POST: { status: 200, headers: allowed } });
  await fill(page, 'server:url', on(server.url, 'api.example.test'));
  const said = await (await forecast(page)).textContent();
  assert.match(said, /loaded over https, but the address is plain http.*refuse this.*https address/s);
  assert.deepEqual(await fail(page), ['mixed-content']);
  const why = await page.locator('[data-failure]').textContent();
  assert.match(why, /refused to send.*Nothing was sent.*CORS are not involved/s);
  assert.doesNotMatch(why, /arrived/);
  assert.equal(await part(page, 'probe').count(), 0);
  assert.deepEqual(server.asked, [], 'nothing arrived, not even a probe');
  await server.close();
}));

for (const host of ['localhost', '127.0.0.1']) {
  test(`plain http on ${host} is allowed: it arrives, and a closed port or missing CORS comes first`, () => visit(async (page) => {
    const server = await answering({ POST: { status: 200, headers: allowed } });
    await fill(page, 'server:url', on(server.url, host));
    assert.match(await (await forecast(page)).textContent(), /Chromium and Firefox let an https page send to http on this machine.*Safari may refuse/s);
    assert.match(await send(page, 'direct'), /^200/);
    server.answers.POST = { status: 200 };
    const hidden = await fail(page);
    assert.equal(hidden[0], 'cors');
    assert.equal(await part(page, 'probe').getAttribute('data-probe'), 'answered');
    await server.close();
    await fill(page, 'server:url', on(await closed(), host));
    const refused = await fail(page);
    assert.equal(await part(page, 'probe').getAttribute('data-probe'), 'silent');
    assert.ok(refused.indexOf('closed-port') >= 0 && refused.indexOf('closed-port') < refused.indexOf('cors'), refused.join());
    // Safari alone could refuse it for its scheme.
    for (const causes of [hidden, refused]) assert.equal(causes.at(-1), 'mixed-content', causes.join());
    assert.match(await page.locator('[data-cause="mixed-content"]').textContent(), /Safari only/);
  }));
}

test('https on another host is no mixed content', () => visit(async (page) => {
  await fill(page, 'server:url', on((await closed()).replace('http:', 'https:'), 'api.example.test'));
  assert.equal(await (await forecast(page)).count(), 0);
  assert.ok(!(await fail(page)).includes('mixed-content'));
}));
