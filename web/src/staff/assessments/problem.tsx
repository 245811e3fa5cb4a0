import type { Static } from 'typebox';
import type { VersionList } from '../../../../api/schemas/authoring/problem-version.ts';
import { ApiError, get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Choice, Field } from '../../shared/field.tsx';
import { instant } from '../../shared/format.ts';
import { useLoaded } from '../../shared/load.tsx';
import type { Draft } from './draft.ts';

type One = Draft['problems'][number];

/** One problem of an assessment. */
export function ChosenProblem({
  one,
  place: { index, of },
  current,
  onChange,
  onMove,
  onRemove,
}: {
  one: One;
  place: { index: number; of: number };
  /** Its present version; `null`: it is not there any more. */
  current: string | null;
  onChange(part: Partial<One>): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}) {
  return (
    <fieldset class="line-of-fields problem-line" aria-label={`${index + 1}. ${one.name}`}>
      <strong class="problem-name">
        {index + 1}. {one.name}
      </strong>
      <Version one={one} current={current} onChange={onChange} />
      <Field label="Points" type="number" min={1} value={one.points} onValue={(points) => onChange({ points })} />
      <div class="row">
        <Button kind="quiet" disabled={index === 0} label={`Move ${one.name} up`} onPress={() => onMove(-1)}>
          ↑
        </Button>
        <Button kind="quiet" disabled={index === of - 1} label={`Move ${one.name} down`} onPress={() => onMove(1)}>
          ↓
        </Button>
        <Button kind="quiet" label={`Remove ${one.name}`} onPress={onRemove}>
          Remove
        </Button>
      </div>
    </fieldset>
  );
}

/** A problem that was never published here has only the version that it has now. */
async function versionsOf(slug: string, signal: AbortSignal): Promise<Static<typeof VersionList>['items']> {
  try {
    return (await get<Static<typeof VersionList>>(`/api/problems/${slug}/versions`, signal)).items;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [];
    throw error;
  }
}

function Version({ one, current, onChange }: { one: One; current: string | null; onChange(part: Partial<One>): void }) {
  const { value } = useLoaded(one.slug, (signal) => versionsOf(one.slug, signal));
  const published = value ?? [];
  const named = new Map(
    published.map(({ version, number, publishedAt }) => [version, `${number}, ${instant(publishedAt)}`]),
  );
  const kept = one.version !== '' && !named.has(one.version);
  return (
    <Choice
      label="Version"
      value={one.version}
      onValue={(version) => onChange({ version })}
      options={[
        ...(current === null
          ? []
          : [{ value: '', text: `The present one (${named.get(current) ?? current.slice(0, 8)})` }]),
        ...(kept ? [{ value: one.version, text: `As chosen (${one.version.slice(0, 8)})` }] : []),
        ...[...named].map(([version, text]) => ({ value: version, text })),
      ]}
    />
  );
}
