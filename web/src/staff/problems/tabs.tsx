import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Tab {
  id: string;
  text: string;
  content: ComponentChildren;
}

/** All of them stay, so that nothing typed is lost by a look at another. The one that is shown stands behind the #. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const own = useId();
  const named = location.hash.slice(1);
  const shown = useSignal(tabs.some(({ id }) => id === named) ? named : (tabs[0]?.id ?? ''));
  const show = (id: string) => {
    shown.value = id;
    history.replaceState(history.state, '', `#${id}`);
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(({ id }) => id === shown.value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    show(next.id);
    document.getElementById(`${own}-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ id, text }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${own}-${id}`}
            aria-selected={shown.value === id}
            aria-controls={`${own}-${id}-panel`}
            tabIndex={shown.value === id ? 0 : -1}
            onClick={() => show(id)}
          >
            {text}
          </button>
        ))}
      </div>
      {tabs.map(({ id, text, content }) => (
        <section
          key={id}
          role="tabpanel"
          id={`${own}-${id}-panel`}
          aria-labelledby={`${own}-${id}`}
          hidden={shown.value !== id}
        >
          <h2 class="sr">{text}</h2>
          {content}
        </section>
      ))}
    </>
  );
}
