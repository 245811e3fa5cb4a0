import type { Assessment, Invitation } from '../model/assessment.ts';
import type { Letter } from '../ports.ts';

/** The mail that brings the link. */
export function invitationLetter(
  { rules, opensAt, closesAt }: Pick<Assessment, 'rules' | 'opensAt' | 'closesAt'>,
  { name, email, extraTimePercent, expiresAt }: Pick<Invitation, 'name' | 'email' | 'extraTimePercent' | 'expiresAt'>,
  link: string,
): Letter {
  const minutes = Math.round(rules.durationMinutes * (1 + extraTimePercent / 100));
  const title = oneLine(rules.title);
  const text = `Hello ${oneLine(name)},

you are invited to ${title}.

${facts({ minutes, opensAt, closesAt, expiresAt }).join('\n')}

Open this link when it suits you. The clock starts when you say so, not when you open it:

${link}

The link is for you alone: whoever has it can sit in your place. You can open it again, and on another machine.
`;
  return { to: { name: oneLine(name), address: email }, subject: `Invitation: ${title}`, text };
}

function facts(given: {
  minutes: number;
  opensAt: string | null;
  closesAt: string | null;
  expiresAt: string | null;
}): string[] {
  return [
    `Time: ${given.minutes} minutes from the start`,
    ...(given.opensAt === null ? [] : [`Start: from ${inWords(given.opensAt)}`]),
    ...(given.closesAt === null ? [] : [`Start: before ${inWords(given.closesAt)}`]),
    ...(given.expiresAt === null ? [] : [`The invitation is valid until ${inWords(given.expiresAt)}`]),
  ];
}

/** `2026-12-24 18:00 UTC`. */
function inWords(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Nothing in it can begin a header or a line of its own. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
