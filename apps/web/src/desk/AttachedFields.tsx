import { useState, type DragEvent } from 'react';
import { failureOf, sentence } from '../api/failure.ts';
import { upload } from '../api/upload.ts';
import { counted, fileSize } from '../app/format.ts';
import { Field } from '../forms/Field.tsx';
import type { DraftAnnex, DraftFile } from './draft.ts';
import type { DraftPartProps } from './SenderFields.tsx';

/** Annexes: what comes with the document, in words and folios. */
export function AnnexFields({ draft, wrong, change }: DraftPartProps) {
  const { annexes } = draft;
  const put = (index: number, part: Partial<DraftAnnex>) => change({ annexes: annexes.map((annex, i) => (i === index ? { ...annex, ...part } : annex)) });
  return (
    <fieldset className="stack">
      <legend className="unseen">Anexos</legend>
      {annexes.map((annex, index) => (
        <div className="desk-annex" key={index}>
          <Field label={`Anexo ${index + 1}`} wrong={wrong[`annexes.${index}.description`]} className="grow">
            {(control) => <input {...control} value={annex.description} autoComplete="off" onChange={({ target }) => put(index, { description: target.value })} />}
          </Field>
          <Field label="Folios" wrong={wrong[`annexes.${index}.folios`]} optional>
            {(control) => <input {...control} value={annex.folios} inputMode="numeric" autoComplete="off" onChange={({ target }) => put(index, { folios: target.value })} />}
          </Field>
          <button type="button" className="button quiet small" onClick={() => change({ annexes: annexes.filter((_, i) => i !== index) })}>
            Quitar<span className="unseen"> el anexo {index + 1}</span>
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="button quiet small" onClick={() => change({ annexes: [...annexes, { description: '', folios: '' }] })}>
          Agregar un anexo
        </button>
      </div>
    </fieldset>
  );
}

interface Sending {
  readonly name: string;
  readonly fraction: number;
  readonly failed?: string;
}

/** Uploads files side by side; each that is stored is added to the draft, each that fails says why. */
function useUploads(add: (file: DraftFile) => void) {
  const [sending, setSending] = useState<ReadonlyMap<string, Sending>>(new Map());
  const put = (id: string, state: Sending | undefined) =>
    setSending((old) => new Map(state === undefined ? [...old].filter(([other]) => other !== id) : [...old, [id, state]]));
  const send = async (file: File) => {
    const id = crypto.randomUUID();
    put(id, { name: file.name, fraction: 0 });
    try {
      const { sha256, bytes } = await upload(file, (fraction) => put(id, { name: file.name, fraction }));
      add({ sha256, bytes, name: file.name });
      put(id, undefined);
    } catch (error) {
      put(id, { name: file.name, fraction: 0, failed: sentence(failureOf(error)) });
    }
  };
  return { sending, send, dismiss: (id: string) => put(id, undefined) };
}

interface FileFieldsProps {
  readonly files: readonly DraftFile[];
  readonly wrong: string | undefined;
  /** A function of the files as they are then: several uploads may end at once. */
  readonly changeFiles: (next: (files: readonly DraftFile[]) => readonly DraftFile[]) => void;
}

/** Scanned files, dropped or chosen. */
export function FileFields({ files, wrong, changeFiles }: FileFieldsProps) {
  const { sending, send, dismiss } = useUploads((file) => changeFiles((old) => [...old.filter(({ sha256 }) => sha256 !== file.sha256), file]));
  const take = (list: FileList | null) => [...(list ?? [])].forEach((file) => void send(file));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    <div className="desk-drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Field label="Archivos escaneados" hint="PDF, imagen (PNG, JPEG, TIFF), DOCX, XLSX u ODT. Arrástrelos aquí o elíjalos." wrong={wrong} optional>
        {(control) => <input {...control} type="file" multiple accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,.docx,.xlsx,.odt" onChange={({ target }) => (take(target.files), (target.value = ''))} />}
      </Field>
      <ul aria-live="polite">
        {files.map(({ sha256, name, bytes }) => (
          <li key={sha256}>
            <span className="file-name">{name}</span> <span className="soft">{fileSize(bytes)} · guardado</span>{' '}
            <button type="button" className="link-button" onClick={() => changeFiles((old) => old.filter((file) => file.sha256 !== sha256))}>
              Quitar<span className="unseen"> {name}</span>
            </button>
          </li>
        ))}
        {[...sending].map(([id, { name, fraction, failed }]) => (
          <li key={id}>
            <span className="file-name">{name}</span>{' '}
            {failed === undefined ? (
              <progress aria-label={`Subida de ${name}`} value={fraction} />
            ) : (
              <>
                <span className="wrong">{failed}</span>{' '}
                <button type="button" className="link-button" onClick={() => dismiss(id)}>
                  Entendido
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {files.length > 0 && <p className="small soft">{counted(files.length, 'archivo', 'archivos')}</p>}
    </div>
  );
}
