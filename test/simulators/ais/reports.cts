import type { Clock } from '../kit/clock.cts';
import type { Ledger } from '../kit/ledger.cts';
import type { Reply } from '../kit/server.cts';
import { badRequest, failed } from './errors.cts';
import type { JsonObject, Services, SignedOnCall } from './services.cts';
import { wallClock } from './zone.cts';

/** A batch program as the server knows it. */
export interface ReportDefinition {
	name: string;
	versions: string[];
	/** time on the simulator's clock until it ends; the first quarter it waits in the queue */
	runsMs: number;
	/** D is done, E ended in error */
	endsAs: 'D' | 'E';
}

export interface ReportOptions {
	/** live */
	reports: ReportDefinition[];
	clock: Clock;
	ledger: Ledger;
	serverZone: string;
}

interface Job {
	definition: ReportDefinition;
	version: string;
	user: string;
	environment: string;
	submittedAt: Date;
}

export const EXECUTION_SERVER = 'e1ent.example';

export const sampleReports: ReportDefinition[] = [
	{ name: 'R04424', versions: ['ZJDE0001', 'XJDE0001'], runsMs: 60_000, endsAs: 'D' },
	{ name: 'R09801', versions: ['ZJDE0001'], runsMs: 60_000, endsAs: 'E' },
];

/** `report/execute` and `report/status`, version 2 only. A job lives by the simulator's clock. */
export function addReportServices(services: Services, options: ReportOptions): void {
	const { reports, clock, ledger, serverZone } = options;
	const jobs = new Map<number, Job>();

	function execute({ json, session }: SignedOnCall): Reply {
		refuseMistakes(json);
		const definition = reports.find(({ name }) => name === json.reportName);
		const version = String(json.reportVersion);
		if (!definition?.versions.includes(version)) {
			throw failed(`Report ${String(json.reportName)} version ${version} could not be found`);
		}
		const number = 2001 + jobs.size;
		const { user, environment } = session;
		const job: Job = { definition, version, user: user.username, environment, submittedAt: clock.now() };
		jobs.set(number, job);
		const { poValues, riValues, dataSelection } = json;
		const detail = { jobNumber: number, poValues, riValues, dataSelection };
		const key = `${definition.name}|${version}`;
		ledger.effects.push({ at: clock.now().toISOString(), kind: 'report-submitted', key, detail });
		// Without fireAndForget the server answers when the job has ended; nothing here waits for that.
		const status = json.fireAndForget === true ? statusOf(job) : definition.endsAs;
		return { status: 200, body: describe(number, job, status) };
	}

	function status({ json }: SignedOnCall): Reply {
		const { jobNumber, executionServer } = json;
		if (!Number.isInteger(jobNumber)) throw badRequest('jobNumber is a whole number');
		const job = jobs.get(jobNumber as number);
		const isHere = executionServer === undefined || executionServer === EXECUTION_SERVER;
		if (!job || !isHere) throw failed(`Job ${String(jobNumber)} could not be found`);
		return { status: 200, body: describe(jobNumber as number, job, statusOf(job)) };
	}

	function statusOf({ submittedAt, definition }: Job): string {
		const age = clock.now().getTime() - submittedAt.getTime();
		if (age >= definition.runsMs) return definition.endsAs;
		return age < definition.runsMs / 4 ? 'W' : 'P';
	}

	function describe(jobNumber: number, job: Job, jobStatus: string): JsonObject {
		const { date, time } = wallClock(job.submittedAt, serverZone);
		return {
			reportName: job.definition.name,
			reportVersion: job.version,
			jobNumber,
			executionServer: EXECUTION_SERVER,
			port: 6017,
			jobStatus,
			objectType: 'UBE',
			user: job.user,
			environment: job.environment,
			submitDate: date,
			submitTime: time,
			queueName: 'QBATCH',
		};
	}

	services.add('POST /jderest/v2/report/execute', execute);
	services.add('POST /jderest/v2/report/status', status);
}

function refuseMistakes(json: JsonObject): void {
	for (const name of ['reportName', 'reportVersion']) {
		if (typeof json[name] !== 'string' || json[name] === '') throw badRequest(`${name} is missing`);
	}
	if (json.fireAndForget !== undefined && typeof json.fireAndForget !== 'boolean') {
		throw badRequest('fireAndForget is true or false');
	}
	if (json.poValues !== undefined && json.riValues !== undefined) {
		throw badRequest('either processing options or report interconnects, not both');
	}
	for (const name of ['poValues', 'riValues']) {
		const values = json[name] ?? [];
		const areValues =
			Array.isArray(values) &&
			values.every((one: JsonObject) => 'id' in one && typeof one.value === 'string');
		if (!areValues) throw badRequest(`${name} is a list of id and value`);
	}
	const { dataSelection } = json;
	if (dataSelection !== undefined && !Array.isArray((dataSelection as JsonObject).criteria)) {
		throw badRequest('dataSelection has criteria');
	}
}
