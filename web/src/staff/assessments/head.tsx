import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { get } from '../../shared/api.ts';
import { duration, number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Page } from '../../shared/page.tsx';
import { can } from '../session.ts';
import { type Assessment, allAssessments, pointsOf } from './assessment.ts';
import { State } from './list.tsx';

/** What the pages of one assessment have in common. */
export function AssessmentPage({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children(assessment: Assessment): ComponentChildren;
}) {
  const loaded = useLoaded(id, (signal) => get<Assessment>(`/api/assessments/${id}`, signal));
  return (
    <Page title={loaded.value ? `${title}: ${loaded.value.title}` : title}>
      <p class="crumbs">
        <a href="/assessments">Assessments</a>
      </p>
      <Show of={loaded} list={{ ...allAssessments, heading: title }}>
        {(assessment) => (
          <>
            <Head assessment={assessment} />
            {children(assessment)}
          </>
        )}
      </Show>
    </Page>
  );
}

function Head({ assessment }: { assessment: Assessment }) {
  const { id, title, problems, durationMinutes, passMarkPercent, blind, version } = assessment;
  const { path } = useLocation();
  const here = `/assessments/${id}`;
  const places = [
    { to: here, text: 'Attempts', shown: can('scorecards:read') },
    { to: `${here}/invitations`, text: 'Invitations', shown: can('invitations:write') },
    { to: `${here}/similarity`, text: 'Similarity', shown: can('scorecards:read') },
    { to: `${here}/edit`, text: 'Edit', shown: can('assessments:write') },
  ];
  return (
    <>
      <h1>{title}</h1>
      <p class="row facts">
        <State of={assessment} />
        <span>{problems.length === 1 ? '1 problem' : `${problems.length} problems`}</span>
        <span>{number(pointsOf(assessment))} points</span>
        <span>{duration(durationMinutes * 60_000)}</span>
        {passMarkPercent !== null && <span>pass mark {number(passMarkPercent)} %</span>}
        {version > 1 && <span>version {version}</span>}
        {blind && <span class="tag">Blind</span>}
      </p>
      <nav class="subnav" aria-label="This assessment">
        {places
          .filter(({ shown }) => shown)
          .map(({ to, text }) => (
            <a key={to} href={to} aria-current={path === to ? 'page' : undefined}>
              {text}
            </a>
          ))}
      </nav>
    </>
  );
}
