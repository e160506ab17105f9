// The front door: the language first, so that nothing is shown in the wrong one, then the SPA.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
// Every page speaks to the API: what speaks comes with the shell, and weighs on none of them.
import './gen/client.gen';
import { preferredLocale, speak } from './shared/i18n/catalogue';
import './shared/ui/global.css';

const root = document.getElementById('root');
if (root) {
  await speak(preferredLocale());
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
