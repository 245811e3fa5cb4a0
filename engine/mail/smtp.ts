import { createTransport } from 'nodemailer';
import type { Mailer } from '../ports.ts';

/** A mail server that does not answer holds nobody up for longer. */
const timeoutMs = 10_000;

/**
 * Mails by a server: `url` is `smtp://user:password@host:587` (STARTTLS where it is offered) or `smtps://…:465`, `from` an
 * address, or a name with one.
 */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      try {
        await transport.sendMail({ from, to, subject, text, headers: { 'auto-submitted': 'auto-generated' } });
      } catch (cause) {
        throw new Error(whyNot(cause), { cause });
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** Not the library's own message as a whole: it may tell of the server more than staff need. */
function whyNot(error: unknown): string {
  const { code, response } = error as { code?: string; response?: string };
  const said = (response ?? '').replaceAll(/\s+/g, ' ').slice(0, 200);
  switch (code) {
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'EDNS':
    case 'ETIMEDOUT':
    case 'ECONNREFUSED':
      return 'the mail server cannot be reached';
    case 'EAUTH':
      return 'the mail server does not take our user name and password';
    case 'EENVELOPE':
      return `the mail server refuses the address: ${said}`;
    default:
      return said === '' ? 'the mail server did not take it' : `the mail server said: ${said}`;
  }
}
