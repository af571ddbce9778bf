// Chromium as the tests start it: the system's, without its background traffic and hidden windows.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

// Chromium obeys only the last list, so Playwright's is repeated. The `WebUI` features load the browser's
// own panels with every new window, which takes as long as our page does.
const features = [
  'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying',
  'OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning',
  'AimEnabled', 'PreloadTopChromeWebUI', 'WebUIOmniboxAimPopup', 'WebUIOmniboxPopup', 'WebUIToolbar',
];

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', `--disable-features=${features.join(',')}`,
];

export async function launch(options = {}) {
  const executablePath = process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
  return chromium.launch({ executablePath, args: [...flags, ...(options.args ?? [])] });
}
