// A sound request of each documented operation, as a person would fill it.
import { fill } from './page.mjs';

export const jobs = [
  {
    hash: 'keyauth/webhook',
    values: {
      'body:/webid': 'Sh1j25S5iX', 'body:/params': '?ok=yes&no=ok', 'body:/sessionid': 'LxVe6GNLJu', 'body:/name': 'tést & co',
      'body:/ownerid': 'tiQhtH5R88', 'body:/body': '{"a": "b\u00e9~*"}\nsecond line',
    },
    sandbox: /^200/,
    required: ['webid', 'sessionid', 'name', 'ownerid', 'type'].map((name) => `body:/${name}`),
  },
  {
    hash: 'keyauth/webhookGet',
    values: {
      'query:webid': 'Sh1j25S5iX', 'query:params': '?ok=yes&no=ok', 'query:sessionid': 'LxVe6GNLJu', 'query:name': 'te st~*',
      'query:ownerid': 'tiQhtH5R88',
    },
    sandbox: /^200/,
    required: ['webid', 'sessionid', 'name', 'ownerid', 'type'].map((name) => `query:${name}`),
  },
  {
    hash: 'genauth/createWebhook',
    values: {
      'body:/contentType': 'application/json', 'body:/events': ['user:created', 'login'], 'body:/url': 'https://example.com/callback',
      'body:/name': 'User creation event', 'body:/enabled': 'true', 'body:/secret': 'xxxxxxxxxxxx',
    },
    auth: true,
    sandbox: /^200/,
    required: ['contentType', 'url', 'name'].map((name) => `body:/${name}`),
  },
  {
    hash: 'aggregate-intelligence/createWebhook',
    values: {
      'body:/isAlertHook': 'true', 'body:/endpoint': 'https://example.com/webhook', 'body:/authType': 'bearer', 'body:/token': '********',
    },
    auth: true,
    sandbox: /^201/,
    required: ['endpoint', 'authType', 'token'].map((name) => `body:/${name}`),
  },
  {
    hash: 'superoffice/postWebhook',
    values: {
      'query:$select': 'name,department,category/id', 'header:SO-Language': 'sv', 'body:/Name': 'Howell Group',
      'body:/Events': ['contact.created', 'sale.changed'], 'body:/TargetUrl': 'https://www.example.com/', 'body:/Secret': 'ea',
      'body:/State': 'Active', 'body:/Type': 'webhook', 'body:/RegisteredAssociate/AssociateId': '999',
      'body:/Registered': '2016-04-18T09:41:00.1118281+02:00',
    },
    maps: [{ field: 'body:/Headers', name: 'X-Custom', value: 'laborum' }],
    auth: true,
    sandbox: /^200/,
    required: [],
  },
];

// Fills a job's form; credentials get a value that tells them apart.
export async function fillJob(page, job, credential = 'token-1234') {
  for (const [name, value] of Object.entries(job.values)) {
    if (Array.isArray(value)) await fillList(page, name, value);
    else await fill(page, name, value);
  }
  for (const { field, name, value } of job.maps ?? []) {
    await page.locator(`[data-add="${field}"]`).click();
    await page.locator(`[data-key="${field}/@0"]`).fill(name);
    await page.locator(`[data-field="${field}/@0"]`).fill(value);
  }
  if (job.auth) {
    for (const input of await page.locator('[data-field^="auth:"]').all()) await input.fill(credential);
  }
}

async function fillList(page, name, items) {
  for (const [i, item] of items.entries()) {
    if (!(await page.locator(`[data-field="${name}/${i}"]`).count())) await page.locator(`[data-add="${name}"]`).click();
    await fill(page, `${name}/${i}`, item);
  }
}
