import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

interface Message {
  stream?: string;
  status?: string;
  error?: string;
}

const tailLines = 30;
/** Docker's own words between the steps. */
const chatter = /^( ---> |Removing intermediate container )/;

/**
 * Reads to its end what Docker tells while it builds, pulls or imports. `onLine` gets each line of a build's output and
 * each status of a pull. Rejects with what went wrong and the output's last lines.
 */
export async function readProgress(stream: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<void> {
  const tail: string[] = [];
  for await (const json of createInterface({ input: stream })) {
    if (json.trim() === '') continue;
    const message: Message = JSON.parse(json);
    if (message.error !== undefined) throw new Error([message.error, ...tail].join('\n  '));
    for (const line of stripVTControlCharacters(message.stream ?? message.status ?? '').split('\n')) {
      if (line.trim() === '' || chatter.test(line)) continue;
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      onLine(line);
    }
  }
}
