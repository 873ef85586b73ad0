import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A service as docker-compose.yml has it, with the parts that tests look at. */
export interface ComposeService {
  readonly profiles: readonly string[];
  readonly image?: string;
  readonly build?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[]; readonly retries: number };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly network_mode?: string;
  readonly [other: string]: unknown;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
}

// The parser comes without types; version 3 of it reads what Compose reads, merge keys included.
const { safeLoad } = require('js-yaml') as { readonly safeLoad: (text: string) => unknown };

export const COMPOSE_TEXT = readFileSync(join(__dirname, '../../docker-compose.yml'), 'utf8');

/** docker-compose.yml with anchors and merges resolved. */
export const readComposeFile = (): ComposeFile => safeLoad(COMPOSE_TEXT) as ComposeFile;
