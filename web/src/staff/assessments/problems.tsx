import type { Static } from 'typebox';
import type { ProblemList } from '../../../../api/schemas/problem.ts';
import { get } from '../../shared/api.ts';
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
            <Choice
              label={chosen.length === 0 ? 'Choose the first problem' : 'Add a problem'}
              value=""
              options={[
                { value: '', text: items.length === 0 ? 'There are no problems yet' : 'Choose …' },
                ...items
                  .filter(({ slug }) => !chosen.some((one) => one.slug === slug))
                  .map(({ slug, name, languages }) => ({ value: slug, text: `${name} (${languages.join(', ')})` })),
              ]}
              onValue={(slug) => {
                const found = items.find((one) => one.slug === slug);
                if (found) onChange([...chosen, { slug, name: found.name, version: '', points: '100' }]);
              }}
            />
          </>
        )}
      </Show>
      {error && <p class="field-error">{error}</p>}
    </fieldset>
  );
}
