import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { invitationLetter } from '../../engine/assess/letter.ts';
import { createSmtpMailer } from '../../engine/mail/smtp.ts';
import { someRules } from '../support/attempt.ts';
import { anAssessment } from '../support/attempts.ts';

/** A mail server that takes everything, but for addresses that begin with `bad`. */
async function mailServer(): Promise<{ url: string; mails: string[]; recipients: string[] }> {
  const mails: string[] = [];
  const recipients: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let data: string | null = null;
    socket.setEncoding('utf8').on('error', () => {});
    socket.write('220 test\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null && line !== '.') data += `${line}\n`;
        else if (data !== null) {
          mails.push(data);
          data = null;
          socket.write('250 taken\r\n');
        } else if (line.startsWith('RCPT TO:<bad')) socket.write('550 no such person here\r\n');
        else if (line === 'DATA') {
          data = '';
          socket.write('354 go on\r\n');
        } else {
          if (line.startsWith('RCPT')) recipients.push(line.slice('RCPT TO:'.length));
          socket.write('250 ok\r\n');
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, mails, recipients };
}

const assessment = (title: string) => anAssessment({ id: 'a', rules: someRules({ title }) });
const link = 'https://assay.test/take#token';
const person = { name: 'Ada', email: 'ada@example.com', extraTimePercent: 50, expiresAt: null };

function mailerFor(url: string) {
  const mailer = createSmtpMailer({ url, from: 'Assay <assay@example.com>' });
  onTestFinished(() => mailer.close());
  return mailer;
}

test('an invitation arrives with its link and time', async () => {
  const { url, mails, recipients } = await mailServer();
  await mailerFor(url).send(invitationLetter(assessment('Backend engineer'), person, link));
  expect(recipients).toEqual(['<ada@example.com>']);
  expect(mails[0]).toContain('Subject: Invitation: Backend engineer\n');
  expect(mails[0]).toContain('From: Assay <assay@example.com>\n');
  expect(mails[0]).toContain(link);
  expect(mails[0]).toContain('90 minutes');
});

test('neither title nor name can add a header or a recipient', async () => {
  const { url, mails, recipients } = await mailServer();
  const evil = 'x\r\nBcc: eve@example.com\r\n\r\nSpam\u2028<eve@example.com>';
  await mailerFor(url).send(invitationLetter(assessment(evil), { ...person, name: evil }, link));
  await mailerFor(url).send({ to: { name: evil, address: 'ada@example.com' }, subject: evil, text: 'x' });
  expect(recipients).toEqual(['<ada@example.com>', '<ada@example.com>']);
  expect(mails).toHaveLength(2);
  for (const mail of mails) expect(mail.split('\n\n')[0]).not.toMatch(/^Bcc:/m);
});

test('what goes wrong is said in words, without password or address of the server', async () => {
  const { url } = await mailServer();
  const letter = invitationLetter(assessment('x'), { ...person, email: 'bad@example.com' }, link);
  await expect(mailerFor(url).send(letter)).rejects.toThrow(/refuses the address: 550 no such person here/);
  const nowhere = mailerFor('smtp://someone:very-secret@127.0.0.1:1');
  const said = await nowhere.send(letter).catch((error) => String(error));
  expect(said).toContain('cannot be reached');
  expect(said).not.toMatch(/very-secret|127/);
});
