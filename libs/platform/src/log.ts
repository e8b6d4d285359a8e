import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

/** Structured logs, a JSON line each. Never a body, a token or a person's data. */
export const createLog = (config: Pick<Config, 'logLevel'>): Logger =>
  pino({ level: config.logLevel, redact: { paths: ['req.headers.authorization', '*.token'], remove: true } });

/** Nest's own messages, through the same log. */
export const nestLogger = (log: Logger): LoggerService => ({
  log: (message, context) => log.debug({ context }, String(message)),
  warn: (message, context) => log.warn({ context }, String(message)),
  error: (message, context) => log.error({ context }, String(message)),
});
