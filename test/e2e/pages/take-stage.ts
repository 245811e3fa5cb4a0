import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Browser, createBrowser } from '../../support/browser.ts';
import { openWindow, type Window } from '../../support/chromium.ts';
import { noteComplaints } from '../../support/complaints.ts';
import { pictures } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { signUp } from '../../support/sign-up.ts';

/** The real server, an admin, and the windows of candidates. */
export interface Stage {
  folder: string;
  admin: Browser;
  url(): string;
  /** A candidate's own browser. */
  open(options?: Parameters<typeof openWindow>[0]): Promise<{ window: Window; page: Page }>;
  /** Another tab, say. */
  watch(page: Page): Page;
  /** What pages complained of: errors, and what the content security policy refused. */
  complaints: string[];
  /** Kills the server, and starts it again at the same address after `meanwhile`. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  /** Of every page that is open, for whoever looks why a test failed. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function createStage(problems = join(root, 'problems')): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-take-'));
  const env = { ASSAY_PROBLEMS: problems };
  let server: ServerProcess = await startServer(folder, env);
  const { cookie } = await signUp({ url: server.url, out: server.said.out });
  const windows: Window[] = [];
  const complaints: string[] = [];

  const watch = (page: Page): Page => {
    noteComplaints(page, complaints);
    page.on('dialog', (dialog) => {
      complaints.push(`A dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => undefined);
    });
    return page;
  };
  return {
    folder,
    admin: createBrowser(() => server, { cookie }),
    url: () => server.url,
    complaints,
    watch,
    async open(options) {
      const window = await openWindow(options);
      windows.push(window);
      await window.context.addInitScript(`addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error('The policy refused ' + violatedDirective + ' ' + blockedURI));`);
      return { window, page: watch(await window.context.newPage()) };
    },
    async restart(meanwhile) {
      const { port } = new URL(server.url);
      await server.end('SIGKILL');
      await meanwhile();
      server = await startServer(folder, { ...env, ASSAY_PORT: port });
    },
    async picture(name) {
      await mkdir(pictures, { recursive: true });
      const pages = windows.flatMap(({ context }) => context.pages());
      await Promise.all(pages.map((page, at) => page.screenshot({ path: join(pictures, `${name}-${at}.png`) })));
    },
    async close() {
      await Promise.all(windows.map((window) => window.close()));
      await server.end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
