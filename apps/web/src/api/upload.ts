import { token } from '../session/store.ts';
import { RequestFailed } from './failure.ts';

export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

function answerOf(request: XMLHttpRequest): StoredFile {
  if (request.status >= 200 && request.status < 300) return JSON.parse(request.responseText) as StoredFile;
  if (request.status >= 500) throw new RequestFailed({ kind: 'broken', status: request.status });
  throw new RequestFailed({ kind: 'refused', status: request.status, problem: JSON.parse(request.responseText) });
}

/** Uploads one file. `onProgress` gets a fraction between 0 and 1. XMLHttpRequest, since fetch tells no upload progress. */
export function upload(file: File, onProgress: (fraction: number) => void): Promise<StoredFile> {
  const body = new FormData();
  body.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    const bearer = token();
    if (bearer !== undefined) request.setRequestHeader('Authorization', `Bearer ${bearer}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new RequestFailed({ kind: 'network' }));
    request.onload = () => {
      try {
        resolve(answerOf(request));
      } catch (error) {
        reject(error instanceof RequestFailed ? error : new RequestFailed({ kind: 'broken', status: request.status }));
      }
    };
    request.send(body);
  });
}
