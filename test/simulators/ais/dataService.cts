import type { Clock } from '../kit/clock.cts';
import type { Reply } from '../kit/server.cts';
import { openTable, returnedColumns, type VisibleTable } from './access.cts';
import { shownRows, type Amounts } from './amounts.cts';
import { aggregated } from './aggregate.cts';
import { readDataRequest, refuseUnknown, type DataRequest } from './dataRequest.cts';
import { badRequest } from './errors.cts';
import { browseForm, GRID_ID, type Page, type PageStyle } from './gridData.cts';
import type { Asker } from './literal.cts';
import { ordered, readOrder } from './order.cts';
import { newRid, nextLink, ResultSets, type ResultSet } from './paging.cts';
import { compileQuery } from './query.cts';
import type { JsonObject, Services, SignedOnCall } from './services.cts';
import type { Session } from './session.cts';
import { readSimpleGet } from './simpleGet.cts';
import type { Tables } from './tables.cts';
import { wallClock } from './zone.cts';

export interface DataServiceOptions {
	tables: Tables;
	clock: Clock;
	serverZone: string;
	dbFetchLimit: number;
	resultSetTimeoutMs: number;
	amounts: Amounts;
	seed: number;
	/** the server's idea of its own address */
	baseUrl(): string;
}

interface Answered {
	form: object;
	/** names the form in the envelope: `DATABROWSE_F0101` */
	app: string;
	/** what a next-link would continue */
	set?: ResultSet;
}

export function addDataServices(services: Services, options: DataServiceOptions): void {
	const results = new ResultSets(options.clock, options.resultSetTimeoutMs);
	let queries = 0;

	const asker = ({ user }: Session): Asker => ({
		username: user.username,
		simpleDateFormat: user.simpleDateFormat,
		decimalFormat: user.decimalFormat,
		now: options.clock.now(),
		serverZone: options.serverZone,
	});

	function select(request: DataRequest, seen: VisibleTable, session: Session) {
		const test = compileQuery(request.query, seen, asker(session));
		const rows = shownRows(options.tables, seen.table.name, request, options.amounts);
		return rows.filter((row) => seen.mayRead(row) && test(row));
	}

	function browse(request: DataRequest, seen: VisibleTable, session: Session): Answered {
		queries += 1;
		const style: PageStyle = {
			columns: returnedColumns(request.returnControlIDs, seen),
			outputType: request.outputType,
			simpleDateFormat: session.user.simpleDateFormat,
			seed: options.seed + queries,
		};
		const order = readOrder(request.aggregation.orderBy, seen);
		const found = select(request, seen, session);
		const rows = request.find ? ordered(found, order, style.seed) : [];
		const pageRows = Math.min(request.maxPageSize ?? Infinity, options.dbFetchLimit);
		const page: Page = { rows: rows.slice(0, pageRows), moreRecords: rows.length > pageRows };
		const answered: Answered = {
			form: browseForm(seen, page, style),
			app: `DATABROWSE_${seen.table.name}`,
		};
		if (request.nextLinks && page.moreRecords && !session.temporary) {
			answered.set = results.keep({
				token: session.token,
				stackId: session.stackId + 1,
				seen,
				remaining: rows.slice(pageRows),
				pageRows,
				style,
				returnControlIDs: String(request.returnControlIDs ?? ''),
			});
		}
		return answered;
	}

	function envelope(session: Session, forms: Answered[], version: number, numbered: boolean): Reply {
		session.stackId += 1;
		const entries = forms.map(({ form, app }, index) => [
			numbered ? `fs_${index}_${app}` : `fs_${app}`,
			form,
		]);
		const { set } = forms[0];
		const body = {
			...Object.fromEntries(entries),
			stackId: session.stackId,
			stateId: 1,
			rid: set?.rid ?? newRid(),
			currentApp: forms[0].app,
			timeStamp: wallClock(options.clock.now(), options.serverZone).stamp,
			sysErrors: [],
			...(set && set.remaining.length > 0 ? { links: [nextLink(options.baseUrl(), set, GRID_ID)] } : {}),
			...(version === 1 ? { deprecated: true } : {}),
		};
		return { status: 200, body };
	}

	function post(call: SignedOnCall): Reply {
		const { json, session, version } = call;
		if (json.batchDataRequest === true) return batch(call);
		const request = readDataRequest(json, version);
		const seen = openTable(request.targetName, session.user);
		if (request.kind === 'BROWSE') return envelope(session, [browse(request, seen, session)], version, false);
		const rows = select(request, seen, session);
		const answer =
			request.kind === 'COUNT'
				? { count: rows.length }
				: { output: aggregated(rows, request, seen, options.serverZone) };
		return { status: 200, body: { [`ds_${request.targetName}`]: answer } };
	}

	function batch({ json, session, version }: SignedOnCall): Reply {
		refuseUnknown(json);
		if (!Array.isArray(json.dataRequests) || json.dataRequests.length === 0) {
			throw badRequest('dataRequests is empty');
		}
		const forms = json.dataRequests.map((entry: JsonObject) => {
			const merged = { outputType: json.outputType, ...entry };
			const request = readDataRequest(merged, version);
			if (request.kind !== 'BROWSE') throw badRequest('a batch of data requests browses');
			const wanted = { ...request, nextLinks: false };
			return browse(wanted, openTable(request.targetName, session.user), session);
		});
		return envelope(session, forms, version, true);
	}

	function next({ request, session, version }: SignedOnCall): Reply {
		const { set, page } = results.next(request.search.get('rid') ?? '', session.token);
		const form = browseForm(set.seen, page, set.style);
		return envelope(session, [{ form, app: `DATABROWSE_${set.seen.table.name}`, set }], version, false);
	}

	services.add('POST /jderest/dataservice', post);
	services.add('POST /jderest/v2/dataservice', post);
	services.add('GET /jderest/v2/dataservice/next', next);
	services.add('POST /jderest/v2/dataservice/next', next);
	services.add('GET /jderest/v2/dataservice/table/{table}', ({ request, names, session, version }) => {
		const seen = openTable(names.table, session.user);
		const answered = browse(readSimpleGet(request.search, seen), seen, session);
		return envelope(session, [answered], version, false);
	});
}
