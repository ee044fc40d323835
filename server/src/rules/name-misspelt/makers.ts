import { makerKinds } from '../../analysis/madeConfigs.ts';
import type { WorkspaceView } from '../../analysis/workspaceView.ts';

/** Whether a program in the cluster makes a ConfigMap or Secret of that name of an object of the workspace. */
export function isMadeByOthers(kind: string, name: string, workspace: WorkspaceView): boolean {
  if (kind !== 'Secret' && kind !== 'ConfigMap') return false;
  const isMade = [...makerKinds, 'Ingress', 'Gateway'].some((maker) =>
    workspace.objects(maker).some(({ details, isTemplate }) => isTemplate || details.makes?.includes(name)),
  );
  return isMade || operatorKinds.some((operated) => workspace.objects(operated).some((one) => isOf(one.name, name)));
}

/** Whether a name is one that operators give: that of their object, with something behind it or around it. */
function isOf(object: string, name: string): boolean {
  return object !== '' && (name === object || name.startsWith(`${object}-`) || name.includes(`.${object}.`));
}

/** Kinds of which operators make whole databases and queues, with Secrets for who logs in: each calls them its own way. */
const operatorKinds: readonly string[] = [
  'Kafka',
  'KafkaConnect',
  'KafkaUser',
  'Cluster',
  'postgresql',
  'PostgresCluster',
  'PerconaPGCluster',
  'PerconaXtraDBCluster',
  'PerconaServerMongoDB',
  'MongoDBCommunity',
  'MongoDB',
  'InnoDBCluster',
  'MariaDB',
  'MySQL',
  'Postgres',
  'Redis',
  'RedisCluster',
  'RedisFailover',
  'RabbitmqCluster',
  'User',
  'Elasticsearch',
  'Kibana',
  'Logstash',
  'CassandraDatacenter',
  'K8ssandraCluster',
  'CrdbCluster',
  'ClickHouseInstallation',
  'TidbCluster',
  'Tenant',
  'Keycloak',
  'Grafana',
  'VaultAuth',
];
