// Chromium as the tests start it: the system's own, with nothing of its own on the network.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export async function launch(options = {}) {
  const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
  return chromium.launch({ executablePath, args: [...flags, ...(options.args ?? [])] });
}
