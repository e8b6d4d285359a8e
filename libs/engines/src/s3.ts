import { byUrl } from './by-url.ts';
import { takeEngine, type Engine } from './engine.ts';
import { containerMinio } from './s3/container.ts';
import { versityGateway } from './s3/versitygw.ts';

/** A store of the S3 kind by `S3_URL`, else MinIO in a container, else the Versity gateway as Go builds it. Its buckets are the tests' own. */
export const takeS3 = (): Promise<Engine> =>
  takeEngine('s3', [byUrl('s3', 'S3_URL'), { origin: 'container', take: containerMinio }, { origin: 'machine', take: versityGateway }]);
