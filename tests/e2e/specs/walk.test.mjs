// A long random walk over each operation's page never breaks it: what is shown stays one request,
// whatever was chosen, opened, loaded, taken back and switched before.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { jobs } from '../lib/jobs.mjs';
import { body, choose, offers, open, part, send, tab, text, unfold } from '../lib/page.mjs';
import { world } from '../lib/test.mjs';

const here = world();
const STEPS = 150;

for (const { hash } of jobs) {
  test(`${hash}: ${STEPS} random steps`, () => here.visit(async (page) => {
    await open(page, here.site, hash);
    await page.evaluate(walk, { seed: 7, steps: STEPS });
    assert.deepEqual(page.errors, []);
    assert.deepEqual(page.logged, [], 'the console is empty');
    // What was opened without a press keeps no focus, and hides what is below it.
    await page.evaluate(() => document.querySelectorAll('.popover-button[aria-expanded="true"]').forEach((button) => button.click()));
    // The page still answers, and its parts agree.
    await part(page, 'clear').click();
    await unfold(page);
    // While a scheme is edited, there is no choice of schemes.
    await page.evaluate(() => document.querySelector('[data-part="scheme-close"]')?.click());
    await tab(page, 'request');
    for (const example of (await offers(page, 'example')).slice(0, 2)) {
      await choose(page, 'example', example);
      const shown = await body(page);
      assert.equal((await text(page, 'wire')).split('\r\n\r\n').slice(1).join('\r\n\r\n'), shown);
      assert.ok((await text(page, 'body-sha256')).includes(crypto.createHash('sha256').update(shown).digest('hex')));
    }
    await choose(page, 'scheme', 'none');
    assert.match(await send(page), /^\d{3}/);
    assert.deepEqual(page.errors, []);
  }));
}

// In the page: each step uses one control as a person would, and waits for the frame after it.
async function walk({ seed, steps }) {
  const random = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  const texts = ['', 'a', '0', '-1', '1e5', 'null', '""', 'true', 'é\n"\\', 'https://example.com/', '2016-04-18T09:41:00.1118281+02:00', '{"a":[1]}', '\u0000', '&=+%'];
  // A dialog over the page takes it over, and a file chooser the window.
  const leave = '[data-part="target"],[data-part="theme"],[data-part="search"],a,summary,[aria-label^="Copy"],[type="file"]';
  for (let i = 0; i < steps; i++) {
    const all = [...document.querySelectorAll('main textarea, main select, main button, header button, header input, main input')].filter((e) => !e.disabled && !e.closest(leave));
    const control = all[random(all.length)];
    if (control.localName === 'textarea' || control.type === 'text') {
      control.value = texts[random(texts.length)];
      control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    } else if (control.localName === 'select') {
      control.value = control.options[random(control.options.length)].value;
      control.dispatchEvent(new InputEvent('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
      control.click();
    }
    await new Promise((done) => requestAnimationFrame(done));
  }
}
