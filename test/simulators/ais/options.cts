import { Clock } from '../kit/clock.cts';
import type { Company } from '../sample/company.cts';
import type { Amounts } from './amounts.cts';
import type { LoginTypes } from './login.cts';
import type { SessionLimits } from './session.cts';
import type { FormDefinition } from './forms.cts';
import { sampleReports, type ReportDefinition } from './reports.cts';
import { Accounting, type AccountingOptions } from './accounting/index.cts';
import { sampleOrchestrations, type OrchestrationDefinition } from './orchestrations/index.cts';
import { sampleForms } from './sampleForms.cts';
import { standardUsers, type AisUser } from './users.cts';

export interface AisOptions {
	company: Company;
	/** default: a clock at 18:00 UTC of the company's day */
	clock?: Clock;
	/** 0 picks a free port */
	port?: number;
	tls?: { key: string; cert: string };
	/** default: `standardUsers()` */
	users?: AisUser[];
	loginTypes?: Partial<LoginTypes>;
	sessionLimits?: Partial<SessionLimits>;
	/** what a dead token gets: sites and releases differ */
	deadTokenStatus?: 444 | 403;
	failedLoginsUntilLock?: number;
	/** zone of the server's own clock: UPMJ, UPMT, TODAY and time stamps */
	serverZone?: string;
	defaultEnvironment?: string;
	defaultRole?: string;
	aisVersion?: string;
	/** the HTML server */
	jasserver?: string;
	/** DB Fetch Limit of jas.ini: no page is larger */
	dbFetchLimit?: number;
	/** decimals of amounts in yen, dinars and the like: which of the two a site shows is not known */
	amounts?: Amounts;
	/** how long a next-link lives without use */
	resultSetTimeoutMs?: number;
	/** base of next-links where the server's idea of its own address differs, as behind a proxy */
	advertisedUrl?: string;
	/** beside the built-in samples */
	orchestrations?: OrchestrationDefinition[];
	/** beside the built-in samples */
	reports?: ReportDefinition[];
	/** beside the built-in samples */
	forms?: FormDefinition[];
	/** the site has built the orchestrations of workflows/orchestrations.md; without it there are none of them */
	accounting?: AccountingOptions;
	/** of the order in which unsorted rows come */
	seed?: number;
}

export type SettledOptions = ReturnType<typeof settled>;

export function settled(given: AisOptions) {
	const accounting = new Accounting(given.accounting);
	const built = given.accounting ? accounting.orchestrations : [];
	return {
		port: 0,
		deadTokenStatus: 444 as const,
		failedLoginsUntilLock: 5,
		serverZone: 'America/Denver',
		defaultEnvironment: 'JDV920',
		defaultRole: '*ALL',
		aisVersion: 'EnterpriseOne 9.2.8.3',
		jasserver: 'http://e1html.example:7005',
		dbFetchLimit: 2000,
		amounts: 'adjusted' as const,
		resultSetTimeoutMs: 60_000,
		seed: 1,
		...given,
		clock: given.clock ?? new Clock(`${given.company.today}T18:00:00Z`),
		users: given.users ?? standardUsers(),
		orchestrations: [...(given.orchestrations ?? []), ...built, ...sampleOrchestrations],
		accounting,
		reports: [...(given.reports ?? []), ...sampleReports],
		forms: [...(given.forms ?? []), ...sampleForms],
		loginTypes: { basic: true, credentials: true, ...given.loginTypes },
		// No default is documented; sites set them in Server Manager.
		sessionLimits: { idleMs: 30 * 60_000, lifetimeMs: 8 * 3_600_000, ...given.sessionLimits },
	};
}
