import { render } from 'preact';
import '../style.css';
import { Toasts } from '../shared/toasts.tsx';
import { Take } from './take.tsx';

const page = document.getElementById('page');
if (page) {
  render(
    <>
      <Take />
      <Toasts />
    </>,
    page,
  );
}
