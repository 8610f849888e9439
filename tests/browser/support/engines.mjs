// The three families of browsers as Debian has them, each with a way to open a page: Chromium by Playwright, Firefox by WebDriver BiDi, which it speaks
// itself, and WebKitGTK by its WebDriver. WebKitGTK needs a display; Xvfb is one that nobody looks at. All start in English: WebKitGTK takes its language from
// the system's locale, and a bare system has no other.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Builder } from 'selenium-webdriver';
import { DriverService } from 'selenium-webdriver/remote/index.js';
import { launchBrowser } from './browser.mjs';

/** Each gives `{ name, open(address), faults, close }`; open gives what personAt() takes. `faults` are the errors on its console, where it tells. */
export const ENGINES = [
  { name: 'Chromium', launch: chromium },
  { name: 'Firefox', launch: firefox },
  { name: 'WebKit', launch: webkit },
];

const functionOf = (body) => `(function (args) { ${body} })`;

/** Playwright and Puppeteer have these in common. */
function driverOf(page) {
  const evaluated = (body, args) => `${functionOf(body)}(${JSON.stringify(args)})`;
  return {
    run: (body, args) => page.evaluate(evaluated(body, args)),
    element: async (body, args) => (await page.evaluateHandle(evaluated(body, args))).asElement(),
    press: (element) => element.click(),
    type: (element, text) => page.keyboard.type(text),
  };
}

function watch(page) {
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  return faults;
}

async function chromium() {
  const browser = await launchBrowser();
  const page = await browser.newPage({ locale: 'en-US' });
  return { faults: watch(page), open: async (address) => (await page.goto(address), driverOf(page)), close: () => browser.close() };
}

async function firefox() {
  const executablePath = process.env.FIREFOX || '/usr/bin/firefox-esr';
  present(executablePath, 'firefox-esr', 'FIREFOX');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: { 'intl.accept_languages': 'en-US' } });
  const page = await browser.newPage();
  return { faults: watch(page), open: async (address) => (await page.goto(address), driverOf(page)), close: () => browser.close() };
}

async function webkit() {
  const driverPath = '/usr/bin/WebKitWebDriver';
  present(driverPath, 'webkit2gtk-driver');
  const closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const display = await startDisplay();
    closers.push(display.stop);
    const service = new DriverService.Builder(driverPath).setLoopback(true).setEnvironment({ ...process.env, DISPLAY: display.name }).build();
    closers.push(() => service.kill());
    const driver = await new Builder()
      .usingServer(await service.start())
      .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } })
      .build();
    closers.push(() => driver.quit());
    const run = (body, args) => driver.executeScript(`return ${functionOf(body)}(arguments[0])`, args);
    const page = { run, element: run, press: (element) => element.click(), type: (element, text) => element.sendKeys(text) };
    return { faults: [], open: async (url) => (await driver.get(url), page), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Xvfb takes the first display number that is free, and tells it. */
async function startDisplay() {
  present('/usr/bin/Xvfb', 'xvfb');
  const server = spawn('/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const exited = once(server, 'exit');
  const number = await Promise.race([once(server.stdio[3], 'data').then(String), exited.then(([code]) => { throw new Error(`Xvfb ended with ${code}`); })]);
  const stop = () => {
    server.kill();
    return exited;
  };
  return { name: `:${number.trim()}`, stop };
}

function miniBrowser() {
  const libraries = '/usr/lib';
  const paths = readdirSync(libraries)
    .filter((triple) => triple.includes('-linux-'))
    .flatMap((triple) => readdirSync(join(libraries, triple)).filter((name) => name.startsWith('webkit2gtk-4.')).map((name) => join(libraries, triple, name, 'MiniBrowser')))
    .filter((path) => existsSync(path));
  if (paths.length === 0) throw new Error('no MiniBrowser of webkit2gtk: apt-get install webkit2gtk-driver');
  return paths.at(-1);
}

function present(path, debianPackage, variable) {
  if (!existsSync(path)) throw new Error(`there is no ${path}: apt-get install ${debianPackage}${variable ? `, or name another in ${variable}` : ''}`);
}
