import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { ProblemList } from '../../../../api/schemas/grading/problem.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Choice } from '../../shared/field.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';
import type { Draft } from './draft.ts';
import { ChosenProblem } from './problem.tsx';

type Chosen = Draft['problems'];

/** Which problems, in which order, at which version, for how many points. */
export function Problems({
  chosen,
  onChange,
  error,
}: {
  chosen: Chosen;
  onChange(chosen: Chosen): void;
  error: string | null;
}) {
  const loaded = useLoaded('problems', (signal) => get<Static<typeof ProblemList>>('/api/problems', signal));
  const change = (slug: string, part: Partial<Chosen[number]>) =>
    onChange(chosen.map((one) => (one.slug === slug ? { ...one, ...part } : one)));
  /** Not added at once: who goes through the list by arrows passes others on the way. */
  const next = useSignal('');
  const move = (index: number, by: number) => {
    const moved = [...chosen];
    moved.splice(index + by, 0, ...moved.splice(index, 1));
    onChange(moved);
  };
  return (
    <fieldset class="stack">
      <legend>Problems</legend>
      <Show of={loaded}>
        {({ items }) => (
          <>
            {chosen.map((one, index) => (
              <ChosenProblem
                key={one.slug}
                one={one}
                place={{ index, of: chosen.length }}
                current={items.find(({ slug }) => slug === one.slug)?.version ?? null}
                onChange={(part) => change(one.slug, part)}
                onMove={(by) => move(index, by)}
                onRemove={() => onChange(chosen.filter(({ slug }) => slug !== one.slug))}
              />
            ))}
            <div class="row ends">
              <Choice
                label={chosen.length === 0 ? 'The first problem' : 'Another problem'}
                signal={next}
                options={[
                  { value: '', text: items.length === 0 ? 'There are no problems yet' : 'Choose …' },
                  ...items
                    .filter(({ slug }) => !chosen.some((one) => one.slug === slug))
                    .map(({ slug, name }) => ({ value: slug, text: `${name} (${slug})` })),
                ]}
              />
              <Button
                disabled={next.value === ''}
                onPress={() => {
                  const found = items.find(({ slug }) => slug === next.value);
                  next.value = '';
                  if (found) onChange([...chosen, { slug: found.slug, name: found.name, version: '', points: '100' }]);
                }}
              >
                Add problem
              </Button>
            </div>
          </>
        )}
      </Show>
      {error && <p class="field-error">{error}</p>}
    </fieldset>
  );
}
