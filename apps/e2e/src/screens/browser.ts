import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A real browser, without a window. @throws Error that says what to install */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error(`The screens are tested in Chromium, and there is none at ${executablePath}. Install it (apt-get install chromium), or set CHROMIUM to its path.`);
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
