/** What is recorded of an attempt, as its candidate is told before the start. Whoever records more has to say it here. */
export const recorded: readonly string[] = [
  'What you type: the text of your drafts is saved every few seconds, with each change and its time.',
  'Your runs and submissions, with their source and results.',
  'What you paste: its size and its text.',
  'When you leave this page and when you come back to it.',
  'All of it can be seen by the people who review your attempt. None of it, but your submissions, is part of a score.',
];
