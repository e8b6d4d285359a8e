import { useEffect, useRef, type ReactNode } from 'react';
import type { Failure } from '../api/failure.ts';
import { kioskSentence } from './request.ts';

/** What went wrong; takes the focus, so that it is heard. */
export function KioskFailure({ failure }: { readonly failure: Failure }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.focus(), [failure]);
  return (
    <div className="notice bad" role="alert" tabIndex={-1} ref={here}>
      <p>{kioskSentence(failure)}</p>
    </div>
  );
}

/** Received: says so, and what was taken out of what was written. */
export function Thanks({ title, redacted, children }: { readonly title: string; readonly redacted: number; readonly children?: ReactNode }) {
  const here = useRef<HTMLHeadingElement>(null);
  useEffect(() => here.current?.focus(), []);
  return (
    <section className="panel stack kiosk-thanks" aria-labelledby="thanks-title">
      <h1 id="thanks-title" tabIndex={-1} ref={here}>
        {title}
      </h1>
      <p>No se guardó quién es usted, desde dónde escribe ni a qué hora.</p>
      {redacted > 0 && <p>Para protegerlo, retiramos de su texto lo que parecía un documento, un teléfono o un correo: dice «[dato retirado]».</p>}
      {children}
    </section>
  );
}
