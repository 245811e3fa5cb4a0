import type { App } from './app.ts';

/** Where people reach the server. */
export interface Site {
  /** Origin of links and of our own pages, such as `https://assay.example.com`; `null` when none was configured. */
  configured: string | null;
  /** The configured origin, or where the server listens. */
  url(): string;
}

export function isHttps({ configured }: Pick<Site, 'configured'>): boolean {
  return configured?.startsWith('https:') ?? false;
}

export function createSite(app: Pick<App, 'server'>, { url, port }: { url: string | undefined; port: number }): Site {
  return {
    configured: url ?? null,
    url() {
      const address = app.server.address();
      // The system chooses a port for 0.
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      return url ?? `http://localhost:${chosen}`;
    },
  };
}
