// What every spec starts from: the built site on a host under a sub-path, and one browser.
import path from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from './site.mjs';

const { launch } = await import(process.env.BROWSER === 'firefox' ? './firefox.mjs' : './browser.mjs');

export const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..', process.env.SITE ?? 'dist');

export function world(options = {}) {
  const world = {};
  before(async () => {
    world.site = await serve([dist, ...(options.folders ?? [])], { base: '/some/sub/path/', quality: 1, ...options });
    world.browser = await launch();
  });
  after(async () => {
    await world.browser?.close();
    await world.site?.close();
  });
  // Runs `body` in a fresh profile; what the page throws, and what it logs, is kept.
  world.visit = async (body, { viewport = { width: 1400, height: 1000 }, ...context } = {}) => {
    const profile = await world.browser.newContext({ viewport, ...context });
    const page = await profile.newPage();
    page.errors = [];
    page.logged = [];
    page.on('pageerror', (error) => page.errors.push(error.message));
    // Chromium says of Trunk's preload link that it does not check the program's integrity there.
    page.on('console', (message) => { if (!/`integrity` attribute is currently ignored/.test(message.text())) page.logged.push(message.text()); });
    try {
      await body(page, profile);
    } finally {
      await profile.close();
    }
  };
  return world;
}
