/** Images of queues, coordination, search, metrics and object stores. Records as in `databases.ts`. */
export const systemImages = `
= rabbitmq | RabbitMQ
data /var/lib/rabbitmq | volumes /var/lib/rabbitmq | also /var/lib/rabbitmq/mnesia | moved env:RABBITMQ_MNESIA_BASE
user root>999:999 | boot 12 | changes all | ports 5672, 5671 | peers 4369, 25672 | early always | odd with quorum queues | stop 604800
dns always: RABBITMQ_NODENAME and cluster_formation; nodes are called after their hosts
note The data's folder carries the host's name, so that has to stay. Alpine tags run as 100:101.
from docker-library/rabbitmq, 4.1; docker-library/docs, rabbitmq; rabbitmq/cluster-operator

= bitnami/rabbitmq, bitnamilegacy/rabbitmq | RabbitMQ (Bitnami)
data /bitnami/rabbitmq/mnesia | volumes none | also /opt/bitnami/rabbitmq/.rabbitmq/mnesia | wrong /var/lib/rabbitmq
moved env:RABBITMQ_MNESIA_BASE
user 1001 | ports 5672, 5671 | peers 4369, 25672 | early always | odd with quorum queues | stop 120
dns always: RABBITMQ_NODE_NAME, RABBITMQ_CLUSTER_NODE_NAME
from bitnami/containers, bitnami/rabbitmq/4.1; bitnami/charts, bitnami/rabbitmq

= elasticsearch, elasticsearch/elasticsearch, elasticsearch/elasticsearch-wolfi | Elasticsearch
data /usr/share/elasticsearch/data | volumes none | hides /usr/share/elasticsearch
moved config:path.data, env:path.data
whole yes | also /usr/share/elasticsearch/data/nodes
user 1000:0 | boot 30 | fsGroup 1000 | ports 9200 | peers 9300 | early always | odd among master-eligible nodes | stop 120
dns always: discovery.seed_hosts, cluster.initial_master_nodes
from elastic/elasticsearch, distribution/docker; elastic/helm-charts; elastic/cloud-on-k8s

= opensearchproject/opensearch | OpenSearch
data /usr/share/opensearch/data | volumes none | hides /usr/share/opensearch | moved config:path.data
whole yes | also /usr/share/opensearch/data/nodes
user 1000:1000 | boot 30 | ports 9200 | peers 9300 | early always | odd among cluster managers | stop 120
dns always: discovery.seed_hosts, cluster.initial_cluster_manager_nodes
from opensearch-project/opensearch-build, docker/release; opensearch-project/helm-charts

= bitnami/elasticsearch, bitnamilegacy/elasticsearch | Elasticsearch (Bitnami)
data /bitnami/elasticsearch/data | volumes none | wrong /usr/share/elasticsearch/data
moved env:ELASTICSEARCH_DATA_DIR_LIST
user 1001 | ports 9200 | peers 9300 | early always | odd among master-eligible nodes
dns always: ELASTICSEARCH_CLUSTER_HOSTS
from bitnami/charts, bitnami/elasticsearch

= bitnami/opensearch, bitnamilegacy/opensearch | OpenSearch (Bitnami)
data /bitnami/opensearch/data | volumes none | moved env:OPENSEARCH_DATA_DIR_LIST
user 1001 | ports 9200 | peers 9300 | early always | odd among cluster managers
dns always: OPENSEARCH_CLUSTER_HOSTS
from bitnami/charts, bitnami/opensearch

= zookeeper | Apache ZooKeeper
data /data /datalog | volumes /data /datalog /logs | moved env:ZOO_DATA_DIR, env:ZOO_DATA_LOG_DIR
user root>1000:1000 | changes all | ports 2181 | peers 2888, 3888 | early always | odd always
dns always: ZOO_SERVERS
note Snapshots and myid are in /data, the transaction log in /datalog; both have to stay.
from 31z4/zookeeper-docker, 3.9.4/Dockerfile; docker-library/docs, zookeeper

= bitnami/zookeeper, bitnamilegacy/zookeeper | Apache ZooKeeper (Bitnami)
data /bitnami/zookeeper | volumes none | moved env:ZOO_DATA_LOG_DIR
user 1001 | ports 2181 | peers 2888, 3888 | early always | odd always
dns always: ZOO_SERVERS
note The variable moves the transaction log alone, to a second volume.
from bitnami/charts, bitnami/zookeeper

= confluentinc/cp-zookeeper | Apache ZooKeeper (Confluent)
tags ..7.9 | data /var/lib/zookeeper/data /var/lib/zookeeper/log
volumes /var/lib/zookeeper/data /var/lib/zookeeper/log /etc/zookeeper/secrets
moved env:ZOOKEEPER_DATA_DIR, env:ZOOKEEPER_DATA_LOG_DIR
user 1000:1000 | ports 2181 | peers 2888, 3888 | early always | odd always
dns always: ZOOKEEPER_SERVERS
from? general knowledge, checked in no source

= google_samples/k8szk, kubernetes-zookeeper | Apache ZooKeeper (Kubernetes tutorial)
data /var/lib/zookeeper | volumes ? | moved flag:--data_dir, flag:--data_log_dir
user 1000:1000 | ports 2181 | peers 2888, 3888 | odd always | dns always: start-zookeeper --servers
from? kubernetes-retired/contrib, statefulsets/zookeeper/zookeeper.yaml

= apache/kafka, apache/kafka-native | Apache Kafka
tags 3.7.. | data /tmp | volumes /var/lib/kafka/data /etc/kafka/secrets /mnt/shared/config | root refused
moved env:KAFKA_LOG_DIRS=/tmp, config:log.dirs
user 1000:1000 | ports 9092 | peers 9093 (controller) | early always | odd among controllers
dns always: advertised.listeners, controller.quorum.voters or controller.quorum.bootstrap.servers
note Without KAFKA_LOG_DIRS the data goes to /tmp, not to the declared volume; name a folder below the mount.
from apache/kafka, docker/jvm/Dockerfile, docker/examples/README.md; confluentinc/cp-docker-images issue 653

= confluentinc/cp-kafka, confluentinc/cp-server | Kafka (Confluent)
data /var/lib/kafka/data | volumes /var/lib/kafka/data /etc/kafka/secrets | root refused
moved env:KAFKA_LOG_DIRS=/var/lib/kafka/data
user 1000:1000 | ports 9092 | peers 9093 (controller) | early always | odd among controllers
dns always: KAFKA_ADVERTISED_LISTENERS, KAFKA_CONTROLLER_QUORUM_VOTERS
note A broker takes every folder for a partition, and stops at lost+found: use a subPath or a folder below.
from confluentinc/kafka-images, kafka/Dockerfile.ubi9; confluentinc/cp-docker-images issues 12 and 825

= bitnami/kafka, bitnamilegacy/kafka | Kafka (Bitnami)
data /bitnami/kafka | volumes none | root harmless | moved env:KAFKA_CFG_LOG_DIRS, env:KAFKA_CFG_LOG_DIR
user 1001 | ports 9092 | peers 9093 (controller), 9094 | early always | odd among controllers
dns always: KAFKA_CFG_ADVERTISED_LISTENERS, KAFKA_CFG_CONTROLLER_QUORUM_VOTERS
note Data goes to a folder below. Older tags declare the directory as a volume.
from bitnami/containers, bitnami/kafka/README.md, issue 67212; bitnami/charts, bitnami/kafka

= strimzi/kafka | Kafka (Strimzi)
data /var/lib/kafka | volumes none | user 1001:0 | ports 9092, 9093 | peers 9090, 9091 | early always
odd among controllers | dns always: the operator
note Made for its operator, which mounts volumes below and writes to kafka-log folders there.
from strimzi/strimzi-kafka-operator, VolumeUtils.java, KafkaBrokerConfigurationBuilder.java

= wurstmeister/kafka | Kafka (wurstmeister)
data /kafka | volumes /kafka | moved env:KAFKA_LOG_DIRS=/kafka/kafka-logs-<host name>
user root | ports 9092 | odd no | dns always: KAFKA_ADVERTISED_LISTENERS
from wurstmeister/kafka-docker, Dockerfile, start-kafka.sh

= redpandadata/redpanda, vectorized/redpanda | Redpanda
data /var/lib/redpanda/data | volumes ? | moved config:redpanda.data_directory
user 101:101 | ports 9092 | peers 33145, 9644 | odd always | stop 90
dns always: seed_servers, --advertise-rpc-addr
note Best on XFS.
from redpanda-data/redpanda-operator, charts/redpanda

= apachepulsar/pulsar, apachepulsar/pulsar-all | Apache Pulsar
data /pulsar/data | volumes none | hides /pulsar
also /pulsar/data/zookeeper /pulsar/data/bookkeeper /pulsar/data/bookkeeper/journal /pulsar/data/bookkeeper/ledgers
moved config:dataDir, config:journalDirectories, config:ledgerDirectories
user 10000:0 | fsGroup 0 | ports 6650, 8080 | peers 2181, 2888, 3888, 3181
early for zookeeper and broker | odd for zookeeper | stop 30
dns always: lists of metadata and zookeeper servers
note As zookeeper, bookie and standalone it keeps data; as broker and proxy none.
from apache/pulsar, docker/pulsar/Dockerfile; apache/pulsar-helm-chart

= nats | NATS
data config | volumes none | moved flag:--store_dir, flag:-sd, config:jetstream.store_dir
user root | ports 4222 | peers 6222, 8222 | early always | odd with JetStream | stop 60
dns always: cluster.routes
note Only JetStream stores anything, in a temporary directory unless told otherwise.
from nats-io/nats-docker, 2.10.x; nats-io/k8s, helm/charts/nats

= coreos/etcd | etcd
data config | volumes none | moved env:ETCD_DATA_DIR, flag:--data-dir
programs etcd
user root | ports 2379 | peers 2380 | early always | odd always
dns always: --initial-cluster, --initial-advertise-peer-urls
note Unless told otherwise, the data goes to <name>.etcd in the working directory.
from etcd-io/etcd, Dockerfile, server/etcdmain/help.go; bitnami/charts, bitnami/etcd

= etcd | etcd (Kubernetes' build)
data config | volumes ? | moved env:ETCD_DATA_DIR, flag:--data-dir
user root | ports 2379 | peers 2380 | early always | odd always
dns always: --initial-cluster, --initial-advertise-peer-urls
from? etcd-io/etcd, for the flags

= bitnami/etcd, bitnamilegacy/etcd | etcd (Bitnami)
data /bitnami/etcd | volumes none | also /bitnami/etcd/data | moved env:ETCD_DATA_DIR=/bitnami/etcd/data
user 1001 | ports 2379 | peers 2380 | early always | odd always | dns always: ETCD_INITIAL_CLUSTER
from bitnami/charts, bitnami/etcd

= consul, hashicorp/consul | Consul
data /consul/data | volumes /consul/data | moved flag:-data-dir, config:data_dir
user root>100:1000 | ports 8500, 8600 | peers 8300, 8301, 8302 | early always | odd always | stop 30
dns always: retry_join
note Without arguments it runs for development only, with nothing on disk.
from hashicorp/consul, Dockerfile; hashicorp/consul-k8s, charts/consul

= bitnami/consul, bitnamilegacy/consul | Consul (Bitnami)
data /bitnami/consul | volumes none | moved env:CONSUL_DATA_DIR
user 1001 | ports 8500, 8600 | peers 8300, 8301, 8302 | early always | odd always
dns always: CONSUL_RETRY_JOIN_ADDRESS
from bitnami/charts, bitnami/consul

= vault, hashicorp/vault | Vault
data config | volumes /vault/logs /vault/file | moved config:storage
user root>100:1000 | ports 8200 | peers 8201 | early always | odd with raft storage | stop 10
dns always: retry_join, api_addr, cluster_addr
note The storage block names the path: /vault/data in the vendor's chart. Without arguments it runs in memory.
from hashicorp/vault, Dockerfile; hashicorp/vault-helm, values.yaml

= openbao/openbao, openbao | OpenBao
data config | volumes ? | moved config:storage
user 100:1000 | ports 8200 | peers 8201 | early always | odd with raft storage | dns always: retry_join
note Works as Vault does.
from? general knowledge, checked in no source

= influxdb | InfluxDB 1
tags 1..1.10 | data /var/lib/influxdb | volumes /var/lib/influxdb
moved env:INFLUXDB_DATA_DIR, env:INFLUXDB_META_DIR, env:INFLUXDB_DATA_WAL_DIR
user root | ports 8086 | dns no | early no | odd no
from influxdata/influxdata-docker, influxdb/1.8/Dockerfile

= influxdb | InfluxDB 1
tags 1.11..1.12 | data /var/lib/influxdb | volumes /var/lib/influxdb
moved env:INFLUXDB_DATA_DIR, env:INFLUXDB_META_DIR, env:INFLUXDB_DATA_WAL_DIR
user 1500:1500 | fsGroup 1500 | ports 8086 | dns no | early no | odd no
from influxdata/influxdata-docker, influxdb/1.11/Dockerfile, 1.12/Dockerfile

= influxdb | InfluxDB 2
tags 2..2 | data /var/lib/influxdb2 | volumes /var/lib/influxdb2 /etc/influxdb2 | wrong /var/lib/influxdb
moved env:INFLUXD_BOLT_PATH, env:INFLUXD_ENGINE_PATH
user root>1000:1000 | ports 8086 | dns no | early no | odd no
note /etc/influxdb2 holds the operator's token.
from influxdata/influxdata-docker, influxdb/2.7/Dockerfile, entrypoint.sh

= influxdb | InfluxDB 3
tags 3.. | data /home/influxdb3/.influxdb3 | volumes none
moved env:INFLUXDB3_DATA_DIR=/home/influxdb3/.influxdb3, flag:--data-dir
user 1500:1500 | ports 8181 | dns no | early no | odd no
note With an object store only a cache is on the disk.
from influxdata/influxdata-docker, influxdb/3.9-core/Dockerfile

= bitnami/influxdb, bitnamilegacy/influxdb | InfluxDB (Bitnami)
data /bitnami/influxdb | volumes none | wrong /var/lib/influxdb2 | user 1001 | ports 8086 | dns no | early no | odd no
from bitnami/charts, bitnami/influxdb

= prom/prometheus, prometheus/prometheus | Prometheus
data /prometheus | volumes /prometheus | moved flag:--storage.tsdb.path
cache yes
user 65534:65534 | ports 9090 | dns no | early no | odd no | stop 300
note Arguments of your own replace the default ones, the path among them; then it is data in the working directory.
from prometheus/prometheus, Dockerfile; prometheus-community/helm-charts

= bitnami/prometheus, bitnamilegacy/prometheus | Prometheus (Bitnami)
data /bitnami/prometheus/data | volumes none | moved flag:--storage.tsdb.path
cache yes
user 1001 | ports 9090 | dns no | early no | odd no
from bitnami/charts, bitnami/prometheus

= prom/alertmanager, prometheus/alertmanager | Alertmanager
data /alertmanager | volumes /alertmanager | moved flag:--storage.path
cache yes
user 65534:65534 | ports 9093 | peers 9094 | early always | odd no | dns always: --cluster.peer
note Keeps silences and what was sent.
from prometheus/alertmanager, Dockerfile; VictoriaMetrics/helm-charts

= thanos/thanos, thanosio/thanos | Thanos
data config | volumes ? | moved flag:--data-dir, flag:--tsdb.path
user ? | ports 10902, 10901 | peers 10908 | odd no | dns always: endpoints of the receive hashring
note Store, rule, compact and receive keep data; query and sidecar keep none.
from? thanos-io/kube-thanos, examples/all/manifests

= grafana/loki | Loki
tags 2.. | data config | volumes none | moved config:common.path_prefix
user 10001:10001 | ports 3100 | peers 7946, 9095 | early no | odd no | stop 300
dns always: memberlist.join_members
note The image's settings say /loki, the vendor's chart /var/loki; with object storage the disk still has the log.
from grafana/loki, cmd/loki, production/helm/loki

= grafana/tempo | Tempo
tags 2.. | data config | volumes none | moved config:storage.trace.local.path, config:storage.trace.wal.path
user 10001:10001 | ports 3200 | peers 7946, 9095 | odd no | dns always: memberlist.join_members
note The image prepares /var/tempo for its user.
from grafana/tempo, cmd/tempo/Dockerfile, example/docker-compose

= grafana/mimir | Mimir
data config | volumes none | moved config:blocks_storage.tsdb.dir, config:common
user root | ports 8080 | peers 7946, 9095 | early always | odd no | stop 1200
dns always: memberlist.join_members
note The vendor's chart uses /data. Newer tags may run as 10001:10001.
from? grafana/mimir, cmd/mimir/Dockerfile; bitnami/charts, bitnami/grafana-mimir

= victoriametrics/victoria-metrics | VictoriaMetrics
data /victoria-metrics-data | volumes none | moved flag:-storageDataPath
user root | ports 8428 | dns no | early no | odd no | stop 60
note The vendor's chart passes /storage.
from VictoriaMetrics/VictoriaMetrics, app/victoria-metrics/deployment/Dockerfile; VictoriaMetrics/helm-charts

= victoriametrics/vmstorage | VictoriaMetrics vmstorage
data /vmstorage-data | volumes none | moved flag:-storageDataPath
user root | ports 8482 | peers 8400, 8401 | early no | odd no | stop 60
dns always: -storageNode of vminsert and vmselect
note Samples pass /storage.
from? VictoriaMetrics/helm-charts, charts/victoria-metrics-cluster

= clickhouse/clickhouse-server, clickhouse, yandex/clickhouse-server | ClickHouse
data /var/lib/clickhouse | volumes /var/lib/clickhouse | moved config:path
user root>101:101 | ports 9000, 8123 | peers 9009, 9181, 9234 | odd with its keeper built in
dns always: remote_servers, hosts of ZooKeeper or Keeper, interserver_http_host
from ClickHouse/docker-library, server/26.7.3.19/Dockerfile.ubuntu

= clickhouse/clickhouse-keeper | ClickHouse Keeper
data /var/lib/clickhouse-keeper | volumes ?
moved config:keeper_server.log_storage_path, config:keeper_server.snapshot_storage_path
user 101:101 | ports 9181 | peers 9234 | early always | odd always
dns always: names of servers in raft_configuration
from? bitnami/charts, bitnami/clickhouse

= bitnami/clickhouse, bitnamilegacy/clickhouse | ClickHouse (Bitnami)
data /bitnami/clickhouse | volumes none | wrong /var/lib/clickhouse
user 1001 | ports 9000, 8123 | peers 9009 | early always | odd no | dns always: its configuration
from bitnami/charts, bitnami/clickhouse

= questdb/questdb | QuestDB
tags 7.. | data /var/lib/questdb | volumes ? | moved flag:-d
user root>10001:10001 | ports 9000, 8812, 9009 | dns no | early no | odd no
note Tags of version 6.0 used /root/.questdb.
from QuestDB documentation, Using Docker with QuestDB; questdb/questdb-kubernetes

= solr | Apache Solr
tags 8.. | data /var/solr | volumes /var/solr | also /var/solr/data | hides /opt/solr | moved env:SOLR_HOME=/var/solr/data
user 8983:8983 | boot 10 | ports 8983 | peers 9983 (embedded ZooKeeper) | early always | odd no
dns always: SOLR_HOST, ZK_HOST
from apache/solr-docker, 9.10/Dockerfile, 10.0/Dockerfile; bitnami/charts, bitnami/solr

= bitnami/solr, bitnamilegacy/solr | Apache Solr (Bitnami)
data /bitnami/solr | volumes none | user 1001 | ports 8983 | early always | odd no | dns always: SOLR_ZK_HOSTS
from bitnami/charts, bitnami/solr

= qdrant/qdrant | Qdrant
data /qdrant/storage | volumes none | hides /qdrant | moved env:QDRANT__STORAGE__STORAGE_PATH, config:storage.storage_path
user root | ports 6333, 6334 | peers 6335 | early always | odd always | dns always: --uri, --bootstrap
note Snapshots go to /qdrant/snapshots. Tags with -unprivileged run as 1000:1000.
from qdrant/qdrant, Dockerfile, config/config.yaml; qdrant/qdrant-helm

= semitechnologies/weaviate | Weaviate
data config | volumes none | moved env:PERSISTENCE_DATA_PATH=./data
user root | ports 8080, 50051 | peers 7102, 7103, 8300, 8301 | early always | odd always | stop 600
dns always: RAFT_JOIN, CLUSTER_JOIN
note The vendor's manifests set the variable to /var/lib/weaviate and mount there.
from weaviate/weaviate, Dockerfile, usecases/config/environment.go; weaviate/weaviate-helm

= milvusdb/milvus | Milvus
tags 2.. | data /var/lib/milvus | volumes none | moved config:localStorage.path, config:rocksmq.path, config:etcd.data.dir
user root | ports 19530, 9091 | dns no | early no | odd no
note Standalone alone keeps data; the roles of a cluster use etcd, object storage and a queue.
from zilliztech/milvus-helm, charts/milvus

= chromadb/chroma, chroma-core/chroma | Chroma
tags 1.0.. | data /data | volumes none | wrong /chroma/chroma | moved config:persist_path=/data, env:CHROMA_PERSIST_PATH
user root | ports 8000 | dns no | early no | odd no
note Whether the variable moves the data was not checked.
from chroma-core/chroma, rust/frontend/sample_configs, rust/Dockerfile

= chromadb/chroma, chroma-core/chroma | Chroma
tags ..0.6 | data /chroma/chroma | volumes none | moved env:PERSIST_DIRECTORY, env:IS_PERSISTENT
user root | ports 8000 | dns no | early no | odd no
note From 1.0 the data is in /data.
from? general knowledge, checked in no source

= typesense/typesense | Typesense
data config | volumes none | moved flag:--data-dir, env:TYPESENSE_DATA_DIR
user root | ports 8108 | peers 8107 | odd always | stop 300 | dns always: the file that --nodes names
note The flag is required, and its directory has to exist; the vendor's samples say /data.
from typesense/typesense, docker/deployment.Dockerfile, README.md; typesense/typesense-kubernetes

= getmeili/meilisearch | Meilisearch
data /meili_data | volumes none | moved env:MEILI_DB_PATH=data.ms, env:MEILI_DUMP_DIR, env:MEILI_SNAPSHOT_DIR
user root | ports 7700 | dns no | early no | odd no
from meilisearch/meilisearch, Dockerfile, crates/meilisearch/src/option.rs

= minio/minio | MinIO
data config | volumes /data | moved flag:server, env:MINIO_VOLUMES
user root | ports 9000, 9001 | peers 9000 | early always | odd no
dns always: the URLs of all servers
note The directories are arguments, as in /data{1...4}; sets want four drives or more. The chart runs it as 1000:1000.
from minio/minio, Dockerfile.release, helm/minio

= bitnami/minio, bitnamilegacy/minio | MinIO (Bitnami)
data /bitnami/minio/data | volumes none | moved env:MINIO_DATA_DIR
user 1001 | ports 9000, 9001 | peers 9000 | early always | odd no | dns always: MINIO_DISTRIBUTED_NODES
from bitnami/charts, bitnami/minio

= chrislusf/seaweedfs | SeaweedFS
data /data | volumes /data | moved flag:-mdir, flag:-dir, config:filer store
user root>1000:1000 | ports 9333, 8080, 8888, 8333 | peers 19333, 18080, 18888
early for master and filer | odd for master | stop 60 | dns always: -peers, -mserver, -ip of the master
note Older tags stay root. A volume server needs 150 seconds to stop.
from seaweedfs/seaweedfs, docker, k8s/charts/seaweedfs

= emqx/emqx, emqx | EMQX
data /opt/emqx/data | volumes ? | hides /opt/emqx | moved env:EMQX_NODE__DATA_DIR
user 1000:1000 | ports 1883, 18083 | peers 4370, 5370 | early always | odd no
dns always: EMQX_CLUSTER__DISCOVERY_STRATEGY=dns
from? general knowledge, checked in no source

= eclipse-mosquitto | Mosquitto
data /mosquitto/data | volumes /mosquitto/data /mosquitto/log | moved config:persistence_location
cache yes
user root>1883:1883 | ports 1883 | dns no | early no | odd no
note Writes only while persistence is on.
from? general knowledge, checked in no source
`;
