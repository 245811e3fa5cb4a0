import { AppError } from '../../errors.ts';
import type { ScoreAggregation } from '../../model/problem.ts';
import { type Edit, put, refuseLegacy, within } from './edit.ts';
import { editYaml, type YamlChange } from './yaml.ts';

/** What is left out stays; `null` is the format's default. */
export interface GroupChange {
  maxScore?: number | 'unbounded' | null;
  aggregation?: ScoreAggregation | null;
  requirePass?: readonly string[] | null;
}

const groupPattern = /^(sample|secret|secret\/[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,99})$/;

/** `secret` is the sum of all; a group that is not there is made. */
export function changeGroup(name: string, change: GroupChange): Edit {
  checkGroup(name);
  return async (editing) => {
    const path = `data/${name}/test_group.yaml`;
    await refuseLegacy(editing, `data/${name}/testdata.yaml`);
    const { maxScore, aggregation, requirePass } = change;
    const changes: YamlChange[] = [
      ...(maxScore === undefined ? [] : [[['max_score'], maxScore ?? undefined] satisfies YamlChange]),
      ...(aggregation === undefined ? [] : [[['score_aggregation'], aggregation ?? undefined] satisfies YamlChange]),
      ...(requirePass === undefined ? [] : [[['require_pass'], requirePass ?? undefined] satisfies YamlChange]),
    ];
    const edited = await editYaml(editing, path, changes);
    const isNew = !editing.files.some((file) => within(`data/${name}`)(file.path));
    return isNew && !edited.added ? { added: [await put(editing, path, '')] } : edited;
  };
}

/** With all of its cases. */
export function deleteGroup(name: string): Edit {
  checkGroup(name);
  return async ({ files }) => {
    const removed = within(`data/${name}`);
    if (files.some(({ path }) => removed(path))) return { removed };
    throw new AppError('NOT_FOUND', `There is no group ${name}.`);
  };
}

function checkGroup(name: string): void {
  if (groupPattern.test(name)) return;
  throw new AppError('BAD_REQUEST', 'A group is `sample`, `secret`, or `secret/` and a name.', { field: '/params/*' });
}
