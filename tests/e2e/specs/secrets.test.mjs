// A canary in every secret field is found in no store, no hash, no console line and no redacted snippet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillJob, jobs } from '../lib/jobs.mjs';
import { fill, open, part, send, text } from '../lib/page.mjs';
import { stores } from '../lib/stores.mjs';
import { world } from '../lib/test.mjs';

const CANARY = 'canary7f3a';
const here = world();

// The controls that hold a secret: signing inputs, credentials, and what the documents call secret.
const SECRET_FIELDS = ['body:/sessionid', 'query:sessionid', 'body:/secret', 'body:/Secret', 'body:/token', 'body:/password'];

for (const job of jobs) {
  test(`${job.hash}: secrets stay in memory`, () => here.visit(async (page, profile) => {
    await open(page, here.site, job.hash);
    await fillJob(page, job, `${CANARY}auth`);
    const planted = new Set(job.auth ? [`${CANARY}auth`] : []);
    for (const [i, name] of SECRET_FIELDS.entries()) {
      if (await page.locator(`[data-field="${name}"]`).count()) {
        await fill(page, name, `${CANARY}${i}`);
        planted.add(`${CANARY}${i}`);
      }
    }
    for (const scheme of ['keyauth', 'plain', 'standard-webhooks', 'authing', 'superoffice']) {
      await part(page, 'scheme').selectOption(scheme);
      await part(page, 'secret').fill(`${CANARY}main`);
      for (const input of await page.locator('[data-part^="secret:"]').all()) await input.fill(`${CANARY}named`);
    }
    await send(page, 'sandbox');
    for (const target of await part(page, 'snippet-target').locator('option').evaluateAll((l) => l.map((o) => o.value))) {
      await part(page, 'snippet-target').selectOption(target);
      const snippet = await text(page, 'snippet');
      assert.ok(!holds(snippet, CANARY), `the redacted ${target} snippet holds no secret:\n${snippet}`);
    }
    // The raw editor holds the secrets as well once it is typed in.
    const raw = await text(page, 'raw');
    await part(page, 'raw').fill(`${raw} `);
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await page.reload();
    await part(page, 'wire').waitFor();
    const kept = await stores(page);
    assert.ok(kept.length > 2, 'something is stored, or this test shows nothing');
    assert.ok(!holds(kept, CANARY), `no store holds a secret:\n${kept}`);
    assert.ok(!holds(page.url(), CANARY));
    assert.deepEqual(page.logged.filter((line) => holds(line, CANARY)), []);
    assert.deepEqual(page.errors, []);
    assert.ok(planted.size > 0 || job.hash.startsWith('keyauth'));
    void profile;
  }));
}

// A secret may hide behind an encoding.
function holds(where, secret) {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
  return forms.some((form) => where.toLowerCase().includes(form.toLowerCase()));
}
