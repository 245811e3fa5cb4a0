import { expect, test } from 'vitest';
import { renderTable } from '../../../cli/table.ts';

test('columns are as wide as their widest cell, numbers stand right, lines do not end in spaces', () => {
  const columns = [
    { title: 'Case', align: 'left' as const },
    { title: 'ms', align: 'right' as const },
    { title: 'Note', align: 'left' as const },
  ];
  expect(renderTable(columns, [['sample/1', '12', ''], ['é', '1234', 'x'], ['short row']]).split('\n')).toEqual([
    'Case         ms  Note',
    '─────────  ────  ────',
    'sample/1     12',
    'é          1234  x',
    'short row',
  ]);
});

test('a cell cannot break out of its line', () => {
  expect(renderTable([{ title: 'A', align: 'left' }], [['a\n\x1b[2Jb']]).split('\n')[2]).toBe('a\\n\\x1b[2Jb');
});
