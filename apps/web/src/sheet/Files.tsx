import type { Attachment } from '#contracts';
import { FailureNotice } from '../api/FailureNotice.tsx';
import { counted, fileSize } from '../app/format.ts';
import { erasedWords } from '../documents/about.ts';
import { useOpening } from './cargo.ts';

interface FilesProps {
  readonly files: readonly Attachment[];
  readonly annexes: readonly { readonly description: string; readonly folios?: number | undefined }[];
}

/** Annexes and scanned files. */
export function Files({ files, annexes }: FilesProps) {
  return (
    <section className="panel stack" aria-labelledby="files-title">
      <h2 id="files-title">Anexos y archivos</h2>
      {annexes.length === 0 && files.length === 0 && <p className="soft">Sin anexos ni archivos.</p>}
      {annexes.length > 0 && (
        <ol className="numbered">
          {annexes.map(({ description, folios }, index) => (
            <li key={index}>
              {description || erasedWords} {folios !== undefined && folios > 0 && <span className="soft">({counted(folios, 'folio', 'folios')})</span>}
            </li>
          ))}
        </ol>
      )}
      {files.length > 0 && (
        <ul className="stack">
          {files.map((file) => (
            <FileRow key={file.sha256} file={file} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FileRow({ file }: { readonly file: Attachment }) {
  const opening = useOpening(`/api/files/${file.sha256}`);
  return (
    <li>
      <button type="button" className="link-button" disabled={opening.busy} onClick={() => void opening.open()}>
        {file.name || 'Archivo sin nombre'}
      </button>{' '}
      <span className="soft small">
        {fileSize(file.bytes)} · SHA-256 <code>{file.sha256.slice(0, 12)}…</code>
      </span>
      <FailureNotice failure={opening.failure} />
    </li>
  );
}
