import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { failureOf } from './api/failure.ts';
import { router } from './app/routes.tsx';
import './app/tokens.css';
import './app/base.css';
import './app/controls.css';
import './app/blocks.css';

const client = new QueryClient({
  // A refusal does not change by asking again; a lost connection may.
  defaultOptions: { queries: { retry: (failures, error) => failures < 3 && failureOf(error).kind !== 'refused' } },
});

const root = document.getElementById('root');
if (root === null) throw new Error('No #root in the page');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
