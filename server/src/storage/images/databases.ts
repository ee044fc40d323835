/**
 * Images of databases, caches and queues.
 *
 * A record begins with `= patterns | product` (patterns after registry, `library/` and `docker/library/` are cut; `*` is
 * a glob). Its fields stand on the lines after it, ` | ` between them, each a word and a value:
 * tags FROM..TO (inclusive; a glob compares the number in it) · data: directories, `config` (a flag or a configuration
 * file decides) or `none` (keeps no data) · volumes: declared by the image, `none`, `?` · moved: what moves the data
 * (`env:NAME=default`, `flag:`, `config:`) · also: mounts that hold the data as well · wrong: mounts that hold nothing,
 * though people write them · hides: mounts that hide the program · whole yes: a mount below the data directory holds a
 * part at most · cache yes: often run without keeping anything · programs: what a command may start with the same
 * directories · root: `refused` when the data may not lie in the root
 * of a file system, where lost+found is, or `harmless` · user: `root>999:999` starts as root and then drops ·
 * changes: tags whose script has to change to that user and ends where it may not, or `all` · fsGroup · ports, peers ·
 * dns, early, odd: `always`, `no`, or when: whether peers are found by host name (`: by what`), must be found before they
 * are ready, and want an odd number · first: variables without one of which the first start ends (`13..: A, B`: of those
 * tags) · boot, stop: usual seconds until a first start answers, seconds to shut down · note
 * · from: verified source, `from?`: unverified.
 */
export const databaseImages = `
= mysql | MySQL
data /var/lib/mysql | volumes /var/lib/mysql | moved config:datadir, flag:--datadir
whole yes | programs mysqld
user root>999:999 | boot 15 | changes all | ports 3306, 33060 | peers 33061 | odd with group replication
dns with group replication: group_replication_group_seeds and report_host
first MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD, MYSQL_RANDOM_ROOT_PASSWORD
note A fresh directory is set up only while it has no mysql folder; a subPath keeps lost+found out.
from docker-library/mysql, 8.4/Dockerfile.oracle, docker-entrypoint.sh

= mysql/mysql-server, mysql/community-server, mysql/enterprise-server | MySQL (Oracle image)
data /var/lib/mysql | volumes none | moved config:datadir, flag:--datadir
whole yes | programs mysqld
user root>27:27 | ports 3306, 33060 | peers 33061 | odd with group replication
dns with group replication: group_replication_group_seeds and report_host
note Older images declare a volume.
from? mysql/mysql-docker, mysql-server/8.0/Dockerfile; GoogleCloudPlatform/kubernetes-engine-samples

= mariadb | MariaDB
data /var/lib/mysql | volumes /var/lib/mysql | moved config:datadir, flag:--datadir
whole yes | programs mariadbd, mysqld
user root>999:999 | boot 10 | changes all | ports 3306 | peers 4567, 4568, 4444 | odd with Galera | early with Galera
dns with Galera: wsrep_cluster_address
first MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD, MARIADB_RANDOM_ROOT_PASSWORD, MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD, MYSQL_RANDOM_ROOT_PASSWORD
note Tags with -ubi start as user 999.
from MariaDB/mariadb-docker, 11.4/Dockerfile, 11.4-ubi/Dockerfile, docker-entrypoint.sh

= percona/percona-server, percona | Percona Server for MySQL
tags 8.0.. | data /var/lib/mysql | volumes /var/lib/mysql /var/log/mysql | moved config:datadir, flag:--datadir
whole yes | programs mysqld
user 1001:1001 | ports 3306, 33060 | peers 33061 | odd with group replication
dns with group replication: group_replication_group_seeds and report_host
from percona/percona-docker, percona-server-8.0 and 8.4

= percona/percona-xtradb-cluster | Percona XtraDB Cluster
tags 8.0.. | data /var/lib/mysql | volumes /var/lib/mysql /var/log/mysql | moved config:datadir
whole yes
user 1001:1001 | ports 3306, 33060 | peers 4567, 4568, 4444 | odd always | early always | stop 600
dns always: CLUSTER_JOIN, wsrep_cluster_address
from percona/percona-docker, percona-xtradb-cluster-8.0; percona/percona-xtradb-cluster-operator

= bitnami/mysql, bitnamilegacy/mysql | MySQL (Bitnami)
data /bitnami/mysql | volumes none | also /bitnami/mysql/data | moved env:MYSQL_DATA_DIR | wrong /var/lib/mysql
user 1001 | ports 3306 | early no | odd no
dns when replicated: MYSQL_MASTER_HOST
note Data goes to the folder data below; whether the variable moves it was not checked.
from bitnami/charts, bitnami/mysql

= bitnami/mariadb, bitnamilegacy/mariadb | MariaDB (Bitnami)
data /bitnami/mariadb | volumes none | also /bitnami/mariadb/data | moved env:MARIADB_DATA_DIR | wrong /var/lib/mysql
user 1001 | ports 3306 | early no | odd no
dns when replicated: MARIADB_MASTER_HOST
note Whether the variable moves the data was not checked.
from bitnami/charts, bitnami/mariadb

= bitnami/mariadb-galera, bitnamilegacy/mariadb-galera | MariaDB Galera (Bitnami)
data /bitnami/mariadb | volumes none | also /bitnami/mariadb/data | wrong /var/lib/mysql
user 1001 | ports 3306 | peers 4567, 4568, 4444 | early always | odd always
dns always: MARIADB_GALERA_CLUSTER_ADDRESS
from bitnami/charts, bitnami/mariadb-galera

= postgres | PostgreSQL
tags ..17 | data /var/lib/postgresql/data | volumes /var/lib/postgresql/data | root refused
moved env:PGDATA=/var/lib/postgresql/data, flag:-D, flag:data_directory
whole yes | programs postgres
user root>999:999 | boot 9 | changes all | ports 5432 | early no | odd no
dns with standbys: primary_conninfo
first 13..: POSTGRES_PASSWORD, POSTGRES_HOST_AUTH_METHOD
note On a fresh disk set PGDATA to a folder below the mount, as initdb wants it empty. Alpine tags run as 70:70.
from docker-library/postgres, 17/bookworm and 17/alpine3.23; docker-library/docs, postgres

= postgres | PostgreSQL
tags 18.. | data /var/lib/postgresql | volumes /var/lib/postgresql | root harmless | wrong /var/lib/postgresql/data
moved env:PGDATA=/var/lib/postgresql/<major>/docker, flag:-D, flag:data_directory
programs postgres
user root>999:999 | boot 9 | changes all | ports 5432 | early no | odd no
dns with standbys: primary_conninfo
first POSTGRES_PASSWORD, POSTGRES_HOST_AUTH_METHOD
note With PGDATA unset, a mount at the old path makes it stop with an error. Alpine tags run as 70:70.
from docker-library/postgres, 18/bookworm/Dockerfile, docker-entrypoint.sh; docker-library/docs, postgres

= pgvector/pgvector | PostgreSQL with pgvector
tags ..*pg17* | data /var/lib/postgresql/data | volumes /var/lib/postgresql/data | root refused
moved env:PGDATA=/var/lib/postgresql/data, flag:-D, flag:data_directory | whole yes
user root>999:999 | changes all | ports 5432 | dns no | early no | odd no
note Built on the postgres image of its major.
from pgvector/pgvector, Dockerfile; docker-library/postgres 17

= pgvector/pgvector | PostgreSQL with pgvector
tags *pg18*.. | data /var/lib/postgresql | volumes /var/lib/postgresql | root harmless
wrong /var/lib/postgresql/data | moved env:PGDATA=/var/lib/postgresql/<major>/docker, flag:-D, flag:data_directory
user root>999:999 | changes all | ports 5432 | dns no | early no | odd no
note Built on the postgres image of its major.
from pgvector/pgvector, Dockerfile; docker-library/postgres 18

= postgis/postgis | PostGIS
tags ..17 | data /var/lib/postgresql/data | volumes /var/lib/postgresql/data | root refused
moved env:PGDATA=/var/lib/postgresql/data, flag:-D, flag:data_directory | whole yes
user root>999:999 | boot 10 | changes all | ports 5432 | dns no | early no | odd no
first 13..: POSTGRES_PASSWORD, POSTGRES_HOST_AUTH_METHOD
note Built on the postgres image of its major. Alpine tags run as 70:70.
from postgis/docker-postgis, 17-3.5/Dockerfile; docker-library/postgres 17

= postgis/postgis | PostGIS
tags 18.. | data /var/lib/postgresql | volumes /var/lib/postgresql | root harmless
wrong /var/lib/postgresql/data | moved env:PGDATA=/var/lib/postgresql/<major>/docker, flag:-D, flag:data_directory
user root>999:999 | boot 10 | changes all | ports 5432 | dns no | early no | odd no
first POSTGRES_PASSWORD, POSTGRES_HOST_AUTH_METHOD
note Built on the postgres image of its major. Alpine tags run as 70:70.
from postgis/docker-postgis, 18-3.6/Dockerfile; docker-library/postgres 18

= timescale/timescaledb | TimescaleDB
tags ..*-pg17 | data /var/lib/postgresql/data | volumes /var/lib/postgresql/data | root refused
moved env:PGDATA=/var/lib/postgresql/data, flag:-D, flag:data_directory | whole yes
user root>70:70 | changes all | ports 5432 | dns no | early no | odd no
note Built on the Alpine postgres image; the tag ends in the major, as in latest-pg17.
from timescale/timescaledb-docker, Dockerfile; docker-library/postgres 17

= timescale/timescaledb | TimescaleDB
tags *-pg18.. | data /var/lib/postgresql | volumes /var/lib/postgresql | root harmless
wrong /var/lib/postgresql/data | moved env:PGDATA=/var/lib/postgresql/<major>/docker, flag:-D, flag:data_directory
user root>70:70 | changes all | ports 5432 | dns no | early no | odd no
note Built on the Alpine postgres image; the tag ends in the major.
from timescale/timescaledb-docker, Dockerfile; docker-library/postgres 18

= timescale/timescaledb-ha | TimescaleDB HA
data /home/postgres/pgdata | volumes none | wrong /var/lib/postgresql/data
moved env:PGDATA=/home/postgres/pgdata/data
user 1000:1000 | ports 5432 | peers 8008 | dns with Patroni | odd no
from timescale/timescaledb-docker-ha, Dockerfile

= zalando/spilo-*, spilo-* | Spilo (Patroni)
data /home/postgres/pgdata | volumes none | moved env:PGROOT=/home/postgres/pgdata/pgroot, env:PGDATA
user ? | ports 5432 | peers 8008, 8080 | dns no | odd no
note Patroni writes Pod addresses into its store.
from zalando/spilo, postgres-appliance/Dockerfile

= bitnami/postgresql, bitnamilegacy/postgresql, bitnami/postgresql-repmgr, bitnamilegacy/postgresql-repmgr | PostgreSQL (Bitnami)
data /bitnami/postgresql | volumes none | also /bitnami/postgresql/data | wrong /var/lib/postgresql/data /var/lib/postgresql | root harmless
moved env:POSTGRESQL_DATA_DIR=/bitnami/postgresql/data, env:PGDATA=/bitnami/postgresql/data
user 1001 | ports 5432 | early no | odd no
dns when replicated: POSTGRESQL_MASTER_HOST, REPMGR_PARTNER_NODES
note Older tags declare the directory as a volume.
from bitnami/charts, bitnami/postgresql; bitnami/containers, bitnami/postgresql/README.md

= percona/percona-distribution-postgresql | Percona Distribution for PostgreSQL
tags 14.. | data /data/db | volumes /data/db /sshd /pgconf /pgdata /pgwal /backrestrepo
moved env:PGDATA=/data/db | user 26:26 | ports 5432 | dns no | odd no
note Percona's operator puts PGDATA below /pgdata.
from percona/percona-docker, percona-distribution-postgresql-16/Dockerfile

= mongo | MongoDB
data /data/db | volumes /data/db /data/configdb | moved flag:--dbpath, flag:--configsvr, config:storage.dbPath
whole yes | programs mongod
user root>999:999 | boot 6 | changes all | ports 27017 | peers 27017 | early in a replica set | odd in a replica set
dns in a replica set: names of the members given to rs.initiate
note A config server (--configsvr) keeps its data in /data/configdb.
from docker-library/mongo, 7.0/Dockerfile; percona/percona-server-mongodb-operator

= mongodb/mongodb-community-server, mongodb/mongodb-enterprise-server | MongoDB (vendor's image)
data /data/db | volumes ? | moved flag:--dbpath, config:storage.dbPath
user ? | ports 27017 | peers 27017 | early in a replica set | odd in a replica set
dns in a replica set: names of the members given to rs.initiate
from? general knowledge, checked in no source

= percona/percona-server-mongodb | Percona Server for MongoDB
tags 6.0.. | data /data/db | volumes /data/db | moved flag:--dbpath, config:storage.dbPath
whole yes | programs mongod
user 1001:0 | ports 27017 | peers 27017 | early in a replica set | odd in a replica set | stop 60
dns in a replica set: names of the members given to rs.initiate
from percona/percona-docker, percona-server-mongodb-7.0; percona/percona-server-mongodb-operator

= bitnami/mongodb, bitnamilegacy/mongodb, bitnami/mongodb-sharded, bitnamilegacy/mongodb-sharded | MongoDB (Bitnami)
data /bitnami/mongodb | volumes none | also /bitnami/mongodb/data | wrong /data/db | root harmless
user 1001 | ports 27017 | peers 27017 | early in a replica set | odd in a replica set
dns always: MONGODB_ADVERTISED_HOSTNAME, MONGODB_INITIAL_PRIMARY_HOST
note Data always goes to the folder data below.
from bitnami/containers, bitnami/mongodb/8.0; bitnami/charts, bitnami/mongodb

= redis | Redis
data /data | volumes /data | moved config:dir, flag:--dir
whole yes | also /data/appendonlydir | cache yes | programs redis-server
user root>999:999 | changes ..7 | ports 6379 | peers 16379 (cluster bus), 26379 (sentinel)
early with cluster or sentinel | odd with cluster or sentinel | dns no
note Writes only with RDB or AOF persistence; announces addresses, not names, unless told to. Alpine's group is 1000.
from redis/docker-library-redis, 7.4; bitnami/charts, bitnami/redis-cluster

= valkey/valkey | Valkey
data /data | volumes /data | moved config:dir, flag:--dir
whole yes | also /data/appendonlydir | cache yes | programs valkey-server
user root>999:999 | changes all | ports 6379 | peers 16379 (cluster bus), 26379 (sentinel)
early with cluster or sentinel | odd with cluster or sentinel | dns no
note Writes only with RDB or AOF persistence; announces addresses, not names, unless told to. Alpine's group is 1000.
from valkey-io/valkey-container, 8.0; bitnami/charts, bitnami/valkey-cluster

= redis/redis-stack-server, redis/redis-stack | Redis Stack
data /data | volumes ? | moved config:dir | user ? | ports 6379 | dns no | odd no
from? general knowledge, checked in no source

= bitnami/redis, bitnamilegacy/redis, bitnami/redis-cluster, bitnamilegacy/redis-cluster | Redis (Bitnami)
data /bitnami/redis | volumes none | also /data /bitnami/redis/data | moved env:REDIS_DATA_DIR=/bitnami/redis/data
cache yes
user 1001 | ports 6379 | peers 16379 (cluster bus), 26379 (sentinel) | stop 30
early with cluster or sentinel | odd with cluster or sentinel
dns always: REDIS_MASTER_HOST, REDIS_NODES
note Bitnami's chart configures /data; without that configuration a mount there holds nothing.
from bitnami/containers, bitnami/redis/7.4; bitnami/charts, bitnami/redis

= bitnami/valkey, bitnamilegacy/valkey, bitnami/valkey-cluster, bitnamilegacy/valkey-cluster | Valkey (Bitnami)
data /bitnami/valkey | volumes none | also /data /bitnami/valkey/data | moved env:VALKEY_DATA_DIR=/bitnami/valkey/data
cache yes
user 1001 | ports 6379 | peers 16379 (cluster bus), 26379 (sentinel) | stop 30
early with cluster or sentinel | odd with cluster or sentinel
dns always: VALKEY_PRIMARY_HOST, VALKEY_NODES
note Bitnami's chart configures /data; without that configuration a mount there holds nothing.
from bitnami/containers, bitnami/valkey/8.0; bitnami/charts, bitnami/valkey

= memcached, bitnami/memcached, bitnamilegacy/memcached | Memcached
data none | user root>11211:11211 | ports 11211 | dns no | early no | odd no
note Keeps everything in memory.
from? bitnami/charts, bitnami/memcached

= cassandra | Apache Cassandra
data /var/lib/cassandra | volumes /var/lib/cassandra | moved config:data_file_directories | root harmless
user root>999:999 | boot 45 | changes all | ports 9042 | peers 7000, 7001, 7199 | odd no | stop 1800
dns always: CASSANDRA_SEEDS
note Data, commit log and hints are folders below; a mount at the data folder alone leaves the commit log outside.
from docker-library/cassandra, 5.0/Dockerfile; kubernetes/examples, databases/cassandra

= google-samples/cassandra | Apache Cassandra (Kubernetes tutorial)
data /cassandra_data | volumes /cassandra_data | wrong /var/lib/cassandra
user root | ports 9042 | peers 7000, 7001, 7199 | odd no | stop 1800
dns always: CASSANDRA_SEEDS
from kubernetes/examples, databases/cassandra/image

= bitnami/cassandra, bitnamilegacy/cassandra | Apache Cassandra (Bitnami)
data /bitnami/cassandra | volumes none | wrong /var/lib/cassandra
user 1001 | ports 9042 | peers 7000, 7001, 7199 | early always | odd no
dns always: CASSANDRA_SEEDS
from bitnami/charts, bitnami/cassandra

= scylladb/scylla, scylladb/scylla-enterprise | ScyllaDB
data /var/lib/scylla | volumes /var/lib/scylla | moved flag:--workdir, config:data_file_directories
user root | ports 9042, 19042 | peers 7000, 7001, 7199 | early always | odd no | stop 900
dns always: --seeds
note Wants XFS in production.
from scylladb/scylladb, dist/docker/redhat/Dockerfile; scylladb/scylla-operator

= couchdb, apache/couchdb | Apache CouchDB
tags 2.. | data /opt/couchdb/data | volumes /opt/couchdb/data | hides /opt/couchdb
moved config:couchdb.database_dir, config:couchdb.view_index_dir
user root>5984:5984 | ports 5984 | peers 4369, 9100 | early always | odd no
dns always: NODENAME, -name, seedlist
note Settings made at run time, such as admins, are written to /opt/couchdb/etc/local.d.
from apache/couchdb-docker, 3.5.1/Dockerfile; apache/couchdb-helm

= couchbase, couchbase/server | Couchbase Server
data /opt/couchbase/var | volumes /opt/couchbase/var | hides /opt/couchbase
user root>1000:1000 | boot 15 | ports 8091-8097, 11210 | peers 4369, 21100-21299 | odd no
dns always: names of the nodes as they are added
note Paths that are chosen when a node is set up lie below by default.
from couchbase/docker, community/couchbase-server/8.0.2/Dockerfile; docker-library/docs, couchbase

= neo4j | Neo4j
data /data | volumes /data /logs | moved config:server.directories.data | hides /var/lib/neo4j
user root>7474:7474 | boot 20 | ports 7687, 7474, 7473 | peers 6000, 7000, 7688, 5000
early always | odd among primaries | stop 3600
dns always: discovery endpoints, server.default_advertised_address
from neo4j/docker-neo4j, docker-image-src/calver/coredb; neo4j/helm-charts

= bitnami/neo4j, bitnamilegacy/neo4j | Neo4j (Bitnami)
data /bitnami/neo4j | volumes none | user 1001 | ports 7687, 7474 | dns no | early no | odd no
from bitnami/charts, bitnami/neo4j

= arangodb, arangodb/arangodb | ArangoDB
data /var/lib/arangodb3 | volumes /var/lib/arangodb3 /var/lib/arangodb3-apps | moved flag:--database.directory
user root | ports 8529 | peers 8528, 8530, 8531 | odd among agents | stop 60
dns always: --agency.endpoint, --cluster.my-address
note Foxx apps lie in the second volume. The operator gives database servers and coordinators an hour to stop.
from arangodb/arangodb-docker, alpine/3.12.0/Dockerfile; arangodb/kube-arangodb

= cockroachdb/cockroach | CockroachDB
data /cockroach/cockroach-data | volumes none | moved flag:--store | hides /cockroach
user root | ports 26257, 8080 | peers 26257 | early always | odd always | stop 300
dns always: --join, --advertise-host
from cockroachdb/cockroach, build/deploy/Dockerfile; cockroachdb/helm-charts

= pingcap/tikv | TiKV
data config | volumes ? | moved flag:--data-dir, config:storage.data-dir
user root | ports 20160 | peers 20180 | early always | odd always
dns always: --pd-endpoints, --advertise-addr
note The operator uses /var/lib/tikv.
from pingcap/tidb-operator, api/core/v1alpha1/tikv_types.go

= pingcap/pd | TiDB PD
data config | volumes ? | moved flag:--data-dir
user root | ports 2379 | peers 2380 | early always | odd always
dns always: --initial-cluster, --advertise-peer-urls
note The operator uses /var/lib/pd.
from pingcap/tidb-operator, api/core/v1alpha1/pd_types.go

= pingcap/tidb | TiDB server
data none | user root | ports 4000 | peers 10080 | dns no | early no | odd no
note A layer for SQL; the data is in TiKV.
from? pingcap/tidb-operator

= yugabytedb/yugabyte | YugabyteDB
data config | volumes ? | moved flag:--fs_data_dirs, flag:--base_dir
user root | ports 5433, 9042 | peers 7100, 9100, 7000, 9000 | early always | odd among masters | stop 300
dns always: --master_addresses, --tserver_master_addrs, --server_broadcast_addresses
note The vendor's chart mounts /mnt/disk0 and /mnt/disk1 and runs as 10001:10001.
from yugabyte/charts, stable/yugabyte

= mssql/server | Microsoft SQL Server
tags 2019.. | data /var/opt/mssql | volumes ? | moved env:MSSQL_DATA_DIR, env:MSSQL_LOG_DIR, env:MSSQL_BACKUP_DIR
user 10001:0 | fsGroup 10001 | ports 1433 | peers 5022 | dns no | early no | odd no
note A mount at /var/opt/mssql/data keeps databases, but not the machine's key and settings above it.
from Microsoft documentation, Configure and customize SQL Server Linux containers; microsoft/mssql-docker

= mssql/server | Microsoft SQL Server
tags 2017..2017 | data /var/opt/mssql | volumes ? | moved env:MSSQL_DATA_DIR, env:MSSQL_LOG_DIR
user root | ports 1433 | peers 5022 | dns no | early no | odd no
from Microsoft documentation, Configure and customize SQL Server Linux containers

= gvenzl/oracle-xe | Oracle Database XE (community image)
data /opt/oracle/oradata | volumes none | hides /opt/oracle | user 54321:54321 | ports 1521 | dns no | early no | odd no
from gvenzl/oci-oracle-xe, README.md, Dockerfile.2130; oracle/docker-images

= gvenzl/oracle-free, database/free, database/express | Oracle Database Free and XE
data /opt/oracle/oradata | volumes none | hides /opt/oracle | user 54321:54321 | ports 1521 | dns no | early no | odd no
from oracle/docker-images, OracleDatabase/SingleInstance; gvenzl/oci-oracle-free

= rethinkdb | RethinkDB
data /data | volumes /data | moved flag:--directory
user root | ports 28015, 8080 | peers 29015 | odd always | dns always: --join
from rethinkdb/rethinkdb-dockerfiles, bookworm/2.4.4/Dockerfile

= ravendb/ravendb | RavenDB
tags 6.. | data /var/lib/ravendb/data | volumes /var/lib/ravendb/data /etc/ravendb | moved env:RAVEN_DataDir
user 999:999 | ports 8080 | peers 38888 | odd always | dns always: PublicServerUrl
note /etc/ravendb holds the settings that the set-up wizard writes.
from ravendb/ravendb, docker/ravendb-ubuntu/Dockerfile.x64

= surrealdb/surrealdb | SurrealDB
data config | volumes /data /logs | moved env:SURREAL_PATH
user 65532:65532 | ports 8000 | dns no | early no | odd no
note Keeps everything in memory unless a path such as rocksdb:/data/db is given.
from surrealdb/surrealdb, docker/Dockerfile, surrealdb/server/src/cli/start.rs

= dgraph/dgraph | Dgraph
data /dgraph | volumes none | moved flag:-p, flag:-w
user root | ports 8080, 9080 | peers 7080, 5080 | early always | odd always | stop 600
dns always: --zero, --my, --peer
note Its p, w and zw are folders of the working directory /dgraph. A zero needs a minute to stop, an alpha ten.
from dgraph-io/dgraph, contrib/Dockerfile; dgraph-io/charts

= memgraph/memgraph | Memgraph
data /var/lib/memgraph | volumes ? | moved flag:--data-directory
user 101:103 | ports 7687 | peers 10000 | dns no | odd no
from? general knowledge, checked in no source

= hazelcast/hazelcast, hazelcast/hazelcast-enterprise | Hazelcast
data none | user ? | ports 5701 | peers 5701 | odd no
dns with discovery by DNS: service-dns of its Kubernetes discovery
note In memory; only persistence of the Enterprise edition writes, to its base-dir.
from hazelcast/hazelcast-docker, hazelcast-oss/Dockerfile, README.md

= apacheignite/ignite, apacheignite/ignite3 | Apache Ignite
tags 2..2 | data config | volumes none | moved env:IGNITE_WORK_DIR
user root | ports 10800, 8080 | peers 47100, 47500, 49112, 11211 | dns no | odd no
note Writes only with native persistence, by default below the program.
from apache/ignite, docker/apache-ignite; Ignite documentation, Installing Using Docker
`;
