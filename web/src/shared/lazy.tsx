import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** A part of the page that is loaded when it is first shown, and again when that failed. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const state = useSignal<'loading' | 'failed' | 'there'>(Loaded === null ? 'loading' : 'there');
    const begin = async () => {
      state.value = 'loading';
      try {
        Loaded = await load();
        state.value = 'there';
      } catch {
        state.value = 'failed';
      }
    };
    useEffect(() => {
      if (Loaded === null) void begin();
    }, []);
    if (state.value === 'there' && Loaded !== null) return <Loaded {...props} />;
    if (state.value === 'loading') return <p class="loading take-wait">Loading …</p>;
    return (
      <Notice kind="error">
        <p>
          A part of this page could not be loaded. Are you connected? If you are, reload the page: it may be a new one.
        </p>
        <Button onPress={begin}>Try again</Button>
      </Notice>
    );
  };
}
