import type { PageData } from '../html/page-data.ts';
import { costView } from './views/cost-view.ts';
import { distributionView } from './views/distribution-view.ts';
import { element } from './element.ts';
import { failureView } from './views/failure-view.ts';
import { mapView } from './views/map-view.ts';
import { parallelView } from './views/parallel-view.ts';
import { selectionBar } from './selection-bar.ts';
import { sliceView } from './views/slice-view.ts';
import { Sweep } from './sweep.ts';
import { tableView } from './views/table-view.ts';
import { tabs } from './tabs.ts';
import { timelineView } from './views/timeline-view.ts';
import { verdictView } from './views/verdict-view.ts';

/** Reads the data of the page and shows its views. */
async function show(): Promise<void> {
  const data = JSON.parse(document.getElementById('data')!.textContent) as PageData;
  document.title = `${data.task}: psyrun report`;
  document.getElementById('title')!.textContent = data.task;
  const sweep = await Sweep.of(data);
  const loading = document.getElementById('loading')!;
  loading.textContent = `Report of ${data.made.replace('T', ' ').slice(0, 19)} UTC`;
  const views = {
    Verdict: verdictView,
    Map: mapView,
    Slices: sliceView,
    Parallel: parallelView,
    Distributions: distributionView,
    Failures: failureView,
    Timeline: timelineView,
    Cost: costView,
    Table: tableView,
  };
  const page = document.getElementById('page')!;
  page.append(selectionBar(sweep), ...tabs(sweep, views));
  document.body.append(
    element('footer', { class: 'note' }, 'Made by psyrun. Nothing here asks the network.'),
  );
  document.body.dataset['ready'] = 'true';
}

void show();
