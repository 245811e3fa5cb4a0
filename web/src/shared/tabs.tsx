import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export interface Tab {
  key: string;
  text: ComponentChildren;
  show(): ComponentChildren;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  /** Under this name the chosen one stands in the address, where a reload and Back find it. */
  query?: string;
}

/** One of several panels; arrows go from tab to tab. What is not shown is not there. */
export function Tabs({ label, tabs, query }: TabsProps) {
  const id = useId();
  const { chosen, choose } = useChosen(query);
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find(({ key }) => key === chosen.value) ?? tabs[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ key }) => key === shown?.key);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    choose(tabs[next]?.key ?? '', 'replaceState');
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ key, text }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === shown?.key}
            aria-controls={`${id}-panel`}
            tabIndex={key === shown?.key ? 0 : -1}
            onClick={() => choose(key, 'pushState')}
          >
            {text}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown?.key}`}>
        {shown?.show()}
      </div>
    </>
  );
}

/** Shows another tab, of tabs that stand under this name in the address, and puts the keyboard there. */
export function showTab(query: string, key: string): void {
  const url = new URL(location.href);
  url.searchParams.set(query, key);
  history.pushState(null, '', url);
  // Whoever follows the address hears of it so.
  dispatchEvent(new PopStateEvent('popstate'));
  setTimeout(() => document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus());
}

/** By arrows one passes tabs, so these are no steps that Back takes. */
function useChosen(query: string | undefined) {
  const inAddress = () => (query === undefined ? null : new URLSearchParams(location.search).get(query)) ?? '';
  const chosen = useSignal(inAddress());
  useEffect(() => {
    const onBack = () => {
      if (query !== undefined) chosen.value = inAddress();
    };
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, [query]);
  const choose = (key: string, step: 'pushState' | 'replaceState') => {
    if (key === chosen.value) return;
    chosen.value = key;
    if (query === undefined) return;
    const url = new URL(location.href);
    url.searchParams.set(query, key);
    history[step](null, '', url);
  };
  return { chosen, choose };
}
