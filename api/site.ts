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
