import { useState } from 'react';
import { failureOf, sentence } from '../api/failure.ts';
import { upload, type StoredFile } from '../api/upload.ts';
import type { ControlProps } from './Field.tsx';

type Progress = { readonly kind: 'none' } | { readonly kind: 'sending'; readonly fraction: number } | { readonly kind: 'stored'; readonly name: string } | { readonly kind: 'failed'; readonly why: string };

interface FileFieldProps {
  readonly control: ControlProps;
  /** Whether one was stored before, as when a draft is taken up again. */
  readonly kept?: boolean;
  readonly onStored: (stored: StoredFile, name: string) => void;
}

/** Uploads one file as it is chosen, and hands over what the server stored. */
export function FileField({ control, kept = false, onStored }: FileFieldProps) {
  const [progress, setProgress] = useState<Progress>({ kind: 'none' });
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProgress({ kind: 'sending', fraction: 0 });
    try {
      onStored(await upload(file, (fraction) => setProgress({ kind: 'sending', fraction })), file.name);
      setProgress({ kind: 'stored', name: file.name });
    } catch (error) {
      setProgress({ kind: 'failed', why: sentence(failureOf(error)) });
    }
  };
  return (
    <>
      <input {...control} type="file" onChange={({ target }) => void take(target.files?.[0])} />
      <span aria-live="polite" className="small">
        {progress.kind === 'none' && kept && <span className="right">Ya hay un archivo guardado; elija otro solo si quiere cambiarlo.</span>}
        {progress.kind === 'sending' && <progress aria-label="Subida del archivo" value={progress.fraction} />}
        {progress.kind === 'stored' && <span className="right">Archivo guardado: {progress.name}</span>}
        {progress.kind === 'failed' && <span className="wrong">{progress.why}</span>}
      </span>
    </>
  );
}
