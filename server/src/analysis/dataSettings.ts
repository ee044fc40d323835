import { ownString } from '../base/ownString.ts';
import type { PlainFields } from '../manifest/plainFields.ts';
import type { ObjectDetails } from './summaries.ts';

/**
 * Those of a ConfigMap's values that say where a known image keeps its data. Nothing else of its values is kept, so that of
 * thousands of maps a few hundred bytes are.
 */
export function directoriesIn(data: PlainFields, keys: readonly string[]): Pick<ObjectDetails, 'directories'> {
  const directories: Record<string, string> = {};
  for (const name of keys) {
    if (!dataSettings.has(name)) continue;
    const path = data.field(name).string();
    if (path?.startsWith('/') && path.length <= longestPath) directories[name] = ownString(path);
  }
  return Object.keys(directories).length === 0 ? {} : { directories };
}

const longestPath = 200;

/** The variables of `storage/images`, written out: to index a workspace those tables are not needed. */
export const dataSettings: ReadonlySet<string> = new Set(
  [
    'CHROMA_PERSIST_PATH CONSUL_DATA_DIR ELASTICSEARCH_DATA_DIR_LIST EMQX_NODE__DATA_DIR ETCD_DATA_DIR',
    'GF_PATHS_DATA GHOST_CONTENT GITEA_APP_INI GITEA_CUSTOM GITEA_WORK_DIR IGNITE_WORK_DIR',
    'INFLUXDB3_DATA_DIR INFLUXDB_DATA_DIR INFLUXDB_DATA_WAL_DIR INFLUXDB_META_DIR INFLUXD_BOLT_PATH',
    'INFLUXD_ENGINE_PATH IS_PERSISTENT JENKINS_HOME KAFKA_CFG_LOG_DIR KAFKA_CFG_LOG_DIRS KAFKA_LOG_DIRS',
    'MARIADB_DATA_DIR MEILI_DB_PATH MEILI_DUMP_DIR MEILI_SNAPSHOT_DIR MINIO_DATA_DIR MINIO_VOLUMES',
    'MSSQL_BACKUP_DIR MSSQL_DATA_DIR MSSQL_LOG_DIR MYSQL_DATA_DIR NEXTCLOUD_DATA_DIR OLLAMA_MODELS',
    'OPENSEARCH_DATA_DIR_LIST PERSISTENCE_DATA_PATH PERSIST_DIRECTORY PGDATA PGROOT POSTGRESQL_DATA_DIR',
    'QDRANT__STORAGE__STORAGE_PATH RABBITMQ_MNESIA_BASE RAVEN_DataDir REDIS_DATA_DIR',
    'REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY SOLR_HOME SURREAL_PATH TEAMCITY_DATA_PATH',
    'TYPESENSE_DATA_DIR VALKEY_DATA_DIR ZOOKEEPER_DATA_DIR ZOOKEEPER_DATA_LOG_DIR ZOO_DATA_DIR',
    'ZOO_DATA_LOG_DIR path.data',
  ].flatMap((names) => names.split(' ')),
);
