import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { Form } from '../../../shared/form.tsx';
import { visible } from '../../../shared/text.tsx';

/** What a button somewhere else on the page has opened: it comes into sight, and the keyboard goes on there. */
export function Opened({
  title,
  inset = false,
  onClose,
  children,
}: {
  title: string;
  inset?: boolean;
  onClose(): void;
  children: ComponentChildren;
}) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <section ref={ref} class={inset ? 'inset' : 'card'} tabIndex={-1} aria-label={title}>
      <Form kind="stack">
        <div class="row spread">
          {inset ? <h4>{visible(title)}</h4> : <h3>{visible(title)}</h3>}
          <Button kind="quiet" onPress={onClose}>
            Close
          </Button>
        </div>
        {children}
      </Form>
    </section>
  );
}
