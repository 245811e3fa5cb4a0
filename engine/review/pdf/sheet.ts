import PDFDocument from 'pdfkit';
import { createPrinter, type Face, placeholder, registerFonts } from './fonts.ts';
import { ink } from './ink.ts';

/*
 * Theory of operation. A sheet is paper with a pen on it: `y` is where it writes next, `room(h)` sees to it that so much is left
 * on the page, with a new one where there is not. Lines are broken here and not by PDFKit, so that no text makes pages by
 * itself; behind the last page that may be, nothing is written any more.
 */

export interface TextStyle {
  face?: Face;
  size?: number;
  color?: string;
  align?: 'left' | 'right' | 'center';
}

export interface Sheet {
  readonly doc: InstanceType<typeof PDFDocument>;
  readonly left: number;
  readonly width: number;
  y: number;
  /** Whether the last page is full, and something was left out. */
  readonly full: boolean;
  room(height: number): void;
  newPage(): void;
  /** One line within a box, shortened where it does not fit. The pen stays. */
  at(text: string, x: number, y: number, width: number, style?: TextStyle): void;
  /** Text of any length, line by line; the pen goes below it. Its first two lines stay together, and its last two. */
  paragraph(text: string, style?: TextStyle & { indent?: number; mostLines?: number }): void;
  /** On the page of what follows: of its first `keep` points. */
  heading(text: string, size?: number, keep?: number): void;
  /** `pages` are all, with their numbers at the foot. */
  finish(footer: string): Promise<Buffer>;
  printable(text: string, face: Face): string;
}

const margin = 48;
const bottom = 780;
const mostPages = 80;
/** More than fits into a line in any font. */
const mostCharacters = 400;

export function createSheet(info: { title: string; at: Date }): Sheet {
  const doc = new PDFDocument({
    ...{ size: 'A4', margin, bufferPages: true, lang: 'en', displayTitle: true, autoFirstPage: true },
    info: { Title: info.title, Creator: 'Assay', CreationDate: info.at, ModDate: info.at },
  });
  registerFonts(doc);
  const printer = createPrinter(doc);
  const { printable } = printer;
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  let pages = 1;
  let full = false;

  const sheet: Sheet = {
    ...{ doc, left: margin, width: doc.page.width - 2 * margin, y: margin, printable },
    get full() {
      return full;
    },
    room(height) {
      if (sheet.y + height > bottom) sheet.newPage();
    },
    newPage() {
      if (pages >= mostPages) full = true;
      if (full) return;
      doc.addPage();
      pages += 1;
      sheet.y = margin;
    },
    at(text, x, y, width, style = {}) {
      if (full) return;
      const { face = 'plain', size = 9, color = ink.text, align = 'left' } = style;
      const shown = fitted(printable(text.slice(0, mostCharacters), face), width, { doc, face, size });
      const slack = align === 'left' ? 0 : width - doc.widthOfString(shown);
      doc.fillColor(color).text(shown, x + (align === 'center' ? slack / 2 : slack), y, { lineBreak: false });
    },
    paragraph(text, style = {}) {
      const { indent = 0, size = 9, face = 'plain', mostLines = 200 } = style;
      const width = sheet.width - indent;
      const lines = wrapped(text, { doc, face, size, width, printable, mostLines });
      for (const [index, line] of lines.entries()) {
        const isKept = index === 0 || index === lines.length - 2;
        sheet.room(Math.min(isKept ? 2 : 1, lines.length) * size * 1.45);
        sheet.at(line, sheet.left + indent, sheet.y, width + 2, style);
        sheet.y += size * 1.45;
      }
    },
    heading(text, size = 12, keep = 45) {
      sheet.room(size * 2.6 + keep);
      sheet.y += size * 0.9;
      sheet.at(text, sheet.left, sheet.y, sheet.width, { face: 'bold', size });
      sheet.y += size * 1.7;
    },
    async finish(footer) {
      const lacks = printer.lacking ? `  ·  ${placeholder}: a character that the font lacks` : '';
      number(sheet, pages, footer + lacks);
      const ended = new Promise((resolve) => doc.once('end', resolve));
      doc.end();
      await ended;
      return Buffer.concat(parts);
    },
  };
  return sheet;
}

function number(sheet: Sheet, pages: number, footer: string): void {
  const { doc, left, width } = sheet;
  for (let page = 0; page < pages; page += 1) {
    doc.switchToPage(page);
    // The foot is within PDFKit's margin, where it would begin a page.
    doc.page.margins.bottom = 0;
    const shown = sheet.printable(footer.slice(0, mostCharacters), 'plain');
    doc
      .moveTo(left, 800)
      .lineTo(left + width, 800)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
    const fits = fitted(shown, width - 80, { doc, face: 'plain', size: 7.5 });
    doc.fillColor(ink.muted).text(fits, left, 808, { lineBreak: false });
    const count = `${page + 1} of ${pages}`;
    doc.text(count, left + width - doc.widthOfString(count), 808, { lineBreak: false });
  }
}

interface Pen {
  doc: InstanceType<typeof PDFDocument>;
  face: Face;
  size: number;
}

/** The longest beginning that fits, by halving. Sets the font. */
function fitted(text: string, width: number, { doc, face, size }: Pen): string {
  doc.font(face).fontSize(size);
  if (doc.widthOfString(text) <= width) return text;
  const characters = Array.from(text);
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (doc.widthOfString(`${characters.slice(0, middle).join('')}…`) <= width) fits = middle;
    else tooLong = middle;
  }
  return `${characters.slice(0, fits).join('')}…`;
}

function wrapped(
  text: string,
  pen: Pen & { width: number; printable: Sheet['printable']; mostLines: number },
): string[] {
  const { doc, face, size, width, printable, mostLines } = pen;
  doc.font(face).fontSize(size);
  const lines: string[] = [];
  for (const source of text.split('\n')) {
    let line = '';
    const some = source.slice(0, (mostLines - lines.length) * mostCharacters);
    for (const word of printable(some, face).split(/(?<= )/u)) {
      for (const piece of pieces(word, pen)) {
        if (
          line !== '' &&
          doc
            .font(face)
            .fontSize(size)
            .widthOfString(line + piece.trimEnd()) > width
        ) {
          lines.push(line);
          line = '';
          if (lines.length >= mostLines) return [...lines, '…'];
        }
        line += piece;
      }
    }
    lines.push(line);
    if (lines.length >= mostLines) return [...lines, '…'];
  }
  return lines;
}

/** A word that is longer than a line, in parts that are not. */
function pieces(word: string, { doc, width }: Pen & { width: number }): string[] {
  if (word.length < 40 || (word.length < mostCharacters && doc.widthOfString(word) <= width)) return [word];
  return word.match(/.{1,40}/gsu) ?? [];
}
