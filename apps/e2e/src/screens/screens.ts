import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Session } from '#contracts';
import { Person, signIn, type Receipt } from '../client.ts';
import { submission } from '../samples.ts';
import { ServerProcess } from '../server.ts';
import { openBrowser } from './browser.ts';

// A server and a browser are started in these tests, on machines that may be busy.
jest.setTimeout(120_000);

/** What a resource that fails leaves in the console; a test that provokes a refusal expects it. */
const failedResource = /^Failed to load resource/;

export interface Opening {
  readonly width?: number;
  readonly height?: number;
}

/** The built platform with its screens in a process of its own, and a browser in front of it. */
export class Screens {
  readonly problems: string[] = [];
  readonly #folder: string;
  readonly #browser: Browser;
  readonly #sessions = new Map<string, Promise<Session>>();
  readonly #contexts: BrowserContext[] = [];
  #server: ServerProcess;
  #url = '';

  private constructor(folder: string, server: ServerProcess, browser: Browser) {
    this.#folder = folder;
    this.#server = server;
    this.#browser = browser;
  }

  static async open(): Promise<Screens> {
    const browser = await openBrowser();
    const folder = await mkdtemp(join(tmpdir(), 'conectamef-screens-'));
    const screens = new Screens(folder, new ServerProcess(folder), browser);
    screens.#url = await screens.#server.ready().catch((error: unknown) => screens.end().then(() => Promise.reject(error)));
    return screens;
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async stopServer(): Promise<void> {
    await this.#server.stop();
  }

  /** On the same folder and port. */
  async startServer(): Promise<void> {
    this.#server = new ServerProcess(this.#folder, { PORT: new URL(this.#url).port });
    await this.#server.ready();
  }

  /** Closes what the test opened. @returns complaints of the browser since, but for refusals that a test provokes */
  async clear(): Promise<string[]> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    return this.problems.splice(0).filter((problem) => !failedResource.test(problem));
  }

  /** Somebody at a post, through the API. */
  at(post: string): Person {
    return new Person(() => this.#url, async () => (await this.#sessionOf(post)).token);
  }

  operator(centre: string): Person {
    return this.at(`demo-operador-${centre}`);
  }

  organ(organ: string): Person {
    return this.at(`demo-documentario-${organ}`);
  }

  /** A browser of one's own at this address, with somebody signed in or nobody. */
  async visit(post: string | undefined, path: string, { width = 1366, height = 768 }: Opening = {}): Promise<Page> {
    const context = await this.#browser.newContext({ baseURL: this.#url, viewport: { width, height }, locale: 'es-PE', timezoneId: 'America/Lima', reducedMotion: 'reduce' });
    this.#contexts.push(context);
    context.setDefaultTimeout(30_000);
    if (post) await context.addInitScript(keepSession, await this.#sessionOf(post));
    const page = await context.newPage();
    this.#listen(page);
    await page.goto(path);
    return page;
  }

  #listen(page: Page): void {
    page.on('console', (message) => message.type() === 'error' && this.problems.push(message.text()));
    page.on('pageerror', (error) => this.problems.push(error.message));
  }

  #sessionOf(post: string): Promise<Session> {
    const known = this.#sessions.get(post) ?? signIn(this.#url, post);
    this.#sessions.set(post, known);
    return known;
  }
}

/** Runs in the page, before it: each tab keeps its own post, and a session that the page ends stays ended. */
function keepSession(session: Session): void {
  if (sessionStorage.getItem('conectamef.last') !== null) return;
  sessionStorage.setItem('conectamef.last', session.actor.id);
  sessionStorage.setItem('conectamef.session', JSON.stringify(session));
}

/** What the rules of WCAG 2.2 AA find serious or critical on the page as it is shown, each with where. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Hands a document over at a desk, through the API. */
export const receive = (screens: Screens, centre: string, changes: Readonly<Record<string, unknown>> = {}): Promise<Receipt> =>
  screens.operator(centre).act<Receipt>(`desks/${centre}/receive`, submission(changes));

/** The same, and routes it to its organ. */
export async function routed(screens: Screens, centre: string, organ = 'dgpp'): Promise<Receipt> {
  const receipt = await receive(screens, centre, { organ });
  await screens.operator(centre).act(`documents/${receipt.id}/route`, { organ });
  return receipt;
}

export const titleOf = ({ number, year }: Pick<Receipt, 'number' | 'year'>): string => `N.º ${number}-${year}`;

/** What a screen reader says of a control once it is wrong. */
export async function wrongOf(control: Locator): Promise<string> {
  await control.and(control.page().locator('[aria-invalid=true]')).waitFor();
  return control.evaluate((element) => (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join(' '));
}

/** Types the siglas of an organ and takes it with Enter, once the list knows it. */
export async function pickOrgan(box: Locator, siglas: string): Promise<void> {
  await box.fill(siglas);
  await box.page().getByRole('option', { name: siglas.toUpperCase() }).first().waitFor();
  await box.press('Enter');
}
