/** Images of applications, registries and proxies. Records as in `databases.ts`. */
export const applicationImages = `
= grafana/grafana, grafana/grafana-oss, grafana/grafana-enterprise | Grafana
data /var/lib/grafana | volumes none | moved env:GF_PATHS_DATA
user 472:0 | ports 3000 | peers 9094 | dns no | early no | odd no
note Holds the built-in database and plugins; with a database outside, a volume is a matter of taste.
from grafana/grafana, Dockerfile

= bitnami/grafana, bitnamilegacy/grafana | Grafana (Bitnami)
data /opt/bitnami/grafana/data | volumes none | user 1001 | ports 3000 | dns no | early no | odd no
from bitnami/charts, bitnami/grafana

= registry, distribution/distribution | Registry
data /var/lib/registry | volumes /var/lib/registry | moved env:REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY
user root | ports 5000 | dns no | early no | odd no
note With an object store it needs no volume.
from distribution/distribution-library-image, Dockerfile; distribution/distribution

= ollama/ollama | Ollama
data /root/.ollama | volumes none | moved env:OLLAMA_MODELS
user root | ports 11434 | dns no | early no | odd no
note Holds models, which can be fetched again, and keys; follows the home directory of another user.
from ollama/ollama, Dockerfile; otwld/ollama-helm

= sonatype/nexus3 | Sonatype Nexus Repository 3
data /nexus-data | volumes /nexus-data | user 200:200 | fsGroup 200 | ports 8081 | dns no | early no | odd no | stop 120
from sonatype/docker-nexus3, Dockerfile

= jenkins/jenkins | Jenkins
data /var/jenkins_home | volumes /var/jenkins_home | moved env:JENKINS_HOME
user 1000:1000 | boot 30 | ports 8080 | peers 50000 | dns no | early no | odd no
from jenkinsci/docker, debian/Dockerfile

= bitnami/jenkins, bitnamilegacy/jenkins | Jenkins (Bitnami)
data /bitnami/jenkins | volumes none | moved env:JENKINS_HOME
user 1001 | ports 8080 | peers 50000 | dns no | early no | odd no
from bitnami/charts, bitnami/jenkins

= sonarqube | SonarQube
data /opt/sonarqube/data /opt/sonarqube/extensions
volumes /opt/sonarqube/data /opt/sonarqube/extensions /opt/sonarqube/logs /opt/sonarqube/temp
hides /opt/sonarqube
user 1000:0 | boot 60 | ports 9000 | peers 9001 | dns no | early no | odd no
note The database is outside; data holds indexes that can be built again, extensions the plugins.
from SonarSource/docker-sonarqube, community-build/Dockerfile

= gitea/gitea | Gitea
data /data | volumes /data | moved env:GITEA_CUSTOM
user root>1000:1000 | ports 3000, 22 | dns no | early no | odd no
from go-gitea/gitea, Dockerfile

= gitea/gitea | Gitea (rootless)
tags *-rootless..*-rootless | data /var/lib/gitea /etc/gitea | volumes /var/lib/gitea /etc/gitea | wrong /data
moved env:GITEA_WORK_DIR, env:GITEA_APP_INI=/etc/gitea/app.ini
user 1000:1000 | ports 3000, 2222 | dns no | early no | odd no
from go-gitea/gitea, Dockerfile.rootless

= gitlab/gitlab-ce, gitlab/gitlab-ee | GitLab Omnibus
data /var/opt/gitlab /etc/gitlab | volumes /var/opt/gitlab /etc/gitlab /var/log/gitlab
user root | ports 80, 443, 22 | dns no | early no | odd no
note /etc/gitlab holds the secrets without which the database cannot be read. GitLab advises against this image here.
from GitLab documentation, Install GitLab in a Docker container

= wordpress | WordPress
data /var/www/html | volumes /var/www/html | also /var/www/html/wp-content
user root>33:33 | ports 80 | dns no | early no | odd no
note WordPress is copied into an empty directory when it starts. Tags with fpm listen on 9000, Alpine runs as 82:82.
from docker-library/wordpress, latest/php8.4

= bitnami/wordpress, bitnamilegacy/wordpress | WordPress (Bitnami)
data /bitnami/wordpress | volumes none | wrong /var/www/html
user 1001 | ports 8080, 8443 | dns no | early no | odd no
from bitnami/charts, bitnami/wordpress

= ghost | Ghost
tags 1.. | data /var/lib/ghost/content | volumes /var/lib/ghost/content | hides /var/lib/ghost | moved env:GHOST_CONTENT
user root>1000:1000 | ports 2368 | dns no | early no | odd no
from docker-library/ghost, 6/bookworm/Dockerfile

= bitnami/ghost, bitnamilegacy/ghost | Ghost (Bitnami)
data /bitnami/ghost | volumes none | user 1001 | ports 2368 | dns no | early no | odd no
from bitnami/charts, bitnami/ghost

= nextcloud | Nextcloud
data /var/www/html | volumes /var/www/html | moved env:NEXTCLOUD_DATA_DIR=/var/www/html/data
user root>33:33 | ports 80 | dns no | early no | odd no
note Its folders can be mounted one by one below, beside this mount. Tags with fpm listen on 9000, Alpine runs as 82:82.
from nextcloud/docker, 33/apache/Dockerfile; docker-library/docs, nextcloud

= jetbrains/teamcity-server | TeamCity
data /data/teamcity_server/datadir | volumes /data/teamcity_server/datadir /opt/teamcity/logs
moved env:TEAMCITY_DATA_PATH
user 1000:1000 | ports 8111 | dns no | early no | odd no
from JetBrains/teamcity-docker-images, configs/linux/Server/Ubuntu

= proxysql/proxysql, percona/proxysql2 | ProxySQL
data /var/lib/proxysql | volumes ? | moved flag:-D, config:datadir
user root | ports 6033, 6032 | peers 6032 | odd no | stop 30 | dns always: proxysql_servers
note Holds nothing but its settings. Percona's image listens on 3306 and runs as 1001:1001.
from percona/percona-docker, proxysql/Dockerfile-proxysql2; sysown/proxysql

= pgbouncer/pgbouncer, edoburu/pgbouncer, bitnami/pgbouncer | PgBouncer
data none | user ? | ports 6432 | dns no | early no | odd no
note Passes connections on. edoburu's image listens on 5432.
from? general knowledge, checked in no source

= keycloak/keycloak, bitnami/keycloak | Keycloak
data none | user 1000:0 | ports 8080, 8443 | peers 7800 | odd no
dns in a cluster: jgroups.dns.query
note The database is outside; only start-dev writes one of its own. Bitnami's image runs as 1001.
from? bitnami/charts, bitnami/keycloak

= temporalio/server, temporalio/auto-setup | Temporal
data none | user 1000:1000 | ports 7233 | peers 6933, 6934, 6935, 6939 | dns no | early no | odd no
note The database is outside.
from? general knowledge, checked in no source

= spiffe/spire-server | SPIRE server
data config | volumes ? | moved config:data_dir | user ? | ports 8081 | dns no | early no | odd no
note The vendor's tutorials say /run/spire/data.
from? spiffe/spire-tutorials, k8s/quickstart/server-statefulset.yaml
`;
