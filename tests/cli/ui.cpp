// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/ui.hpp>

#include <leat/cli/impl/ui_rules.ipp>
#include <leat/leat.hpp>
#include <leat/repo.hpp>
#include <leat/repo/open.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

constexpr auto served =
    leat::pipeline("served", leat::param("ridge", 0.1), leat::param("kind", "linear"),
                   leat::node(
                       "loss",
                       [](double ridge, std::string const& kind, leat::context& here) {
                           if (kind == "none") throw std::runtime_error("no <such> kind");
                           for (int i = 0; i < 20; ++i) here.metric("loss", ridge / (1 + i), i);
                           here.tag("a \"tag\"");
                           return ridge;
                       },
                       "ridge", "kind"));

constexpr auto settings = leat::pipeline(
    "settings", leat::param("strict", true), leat::input<std::array<int, 2>>("sizes"),
    leat::param("wait", std::chrono::milliseconds(30)),
    leat::node(
        "out",
        [](bool strict, std::array<int, 2> const& sizes, std::chrono::milliseconds wait) {
            return strict + sizes[0] + wait.count();
        },
        "strict", "sizes", "wait"));

/// The secret in the address that a server gives.
std::string key_of(leat::ui_server const& server) {
    std::string const url = server.url();
    auto const at = url.find("/?key=");
    return at == url.npos ? std::string() : url.substr(at + 6);
}
/// What a browser sends once it has opened that address.
httplib::Headers cookie_of(leat::ui_server const& server) {
    return {
        {"Cookie", "theme=dark; leat-ui-" + std::to_string(server.port()) + "=" + key_of(server)}};
}

/// A repo with three runs that completed and one that failed, the newest, and its server.
struct server_of_runs {
    scratch dir{};
    leat::repo repo{dir / "repo"};
    std::string failed{}, first{};
    leat::ui_server server;
    std::thread thread;

    explicit server_of_runs(leat::ui_options const& options = {})
        : first(record()), server(repo, options), thread([this] { server.run(); }) {}
    ~server_of_runs() {
        server.stop();
        if (thread.joinable()) thread.join();
    }

    std::string record() {
        auto const app = leat::session<served>(repo);
        std::string const id = app.run("ridge"_n = 0.5).info().id;
        app.run("ridge"_n = 0.25);
        app.run("ridge"_n = 0.125);
        try {
            app.run("kind"_n = "none");
        } catch (leat::node_error const& e) {
            failed = e.run_id();
        }
        return id;
    }

    httplib::Client client() const {
        httplib::Client made = stranger();
        made.set_default_headers(cookie_of(server));
        return made;
    }
    /// One that has not opened the address.
    httplib::Client stranger() const {
        httplib::Client made("127.0.0.1", server.port());
        made.set_read_timeout(20);
        return made;
    }
    httplib::Response get(std::string const& path, httplib::Headers const& headers = {}) const {
        auto const came = client().Get(path.c_str(), headers);
        REQUIRE(came);
        return *came;
    }
};

std::size_t count_of(std::string const& text, std::string const& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
    return n;
}

/// What a server says to bytes that are sent as they are.
std::string answer_to(int port, std::string const& bytes) {
    int const at = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(at, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    REQUIRE(::send(at, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
    std::string text;
    char part[4096];
    for (ssize_t n; (n = ::recv(at, part, sizeof part, 0)) > 0;)
        text.append(part, static_cast<std::size_t>(n));
    ::close(at);
    return text;
}

} // namespace

TEST_CASE("names in a Host header are read, and foreign ones refused") {
    using leat::detail::may_ask;
    for (auto const* good :
         {"127.0.0.1", "127.0.0.1:8080", "localhost", "localhost:1", "[::1]", "[::1]:65535"})
        CHECK(may_ask(good, "127.0.0.1", false));
    for (auto const* bad :
         {"", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "127.0.0.1:",
          "127.0.0.1:80x", "127.0.0.1:800000", "[::1", "[::1]x", "[::1]:", "[localhost]", "::1",
          "127.0.0.1@evil.example", "localhost:80:80", "127.0.0.2", "192.168.0.9"})
        CHECK_FALSE(may_ask(bad, "127.0.0.1", false));
    CHECK(may_ask("192.168.0.9:80", "0.0.0.0", true));
    CHECK(may_ask("box.lan:80", "box.lan", true));
    CHECK_FALSE(may_ask("evil.example:80", "box.lan", true));
}

TEST_CASE("a page that others could reach is refused unless it is meant") {
    scratch const dir;
    leat::repo const repo(dir / "repo");
    for (auto const* host : {"0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.2", ""})
        CHECK(contains(error_of([&] { (void)leat::ui_server(repo, {.host = host}); }),
                       "others may reach it"));
    CHECK_NOTHROW(leat::ui_server(repo, {.host = "0.0.0.0", .public_host = true}));
    CHECK_NOTHROW(leat::ui_server(repo, {.host = "localhost"}));
    CHECK(contains(error_of([&] { (void)leat::ui_server(repo, {.port = 70000}); }),
                   "there is no port 70000"));
    leat::ui_server const one(repo, {});
    CHECK(one.url() == "http://127.0.0.1:" + std::to_string(one.port()) + "/?key=" + key_of(one));
    CHECK(key_of(one).size() == 32);
    CHECK(key_of(one) != key_of(leat::ui_server(repo, {})));
    CHECK(contains(error_of([&] { (void)leat::ui_server(repo, {.port = one.port()}); }),
                   "another program has that port"));
}

TEST_CASE("the page comes with headers that let nothing foreign in") {
    server_of_runs const all;
    auto const page = all.get("/");
    CHECK(page.status == 200);
    CHECK(contains(page.body, "<script src=\"/ui.js\""));
    CHECK(contains(page.body, "name=\"leat-token\" content=\"\""));
    for (auto const* path : {"/", "/ui.js", "/ui.css", "/api/runs", "/nowhere", "/run/none"}) {
        auto const came = all.get(path);
        CHECK(contains(came.get_header_value("Content-Security-Policy"), "default-src 'none'"));
        CHECK(came.get_header_value("X-Content-Type-Options") == "nosniff");
        CHECK(came.get_header_value("Referrer-Policy") == "no-referrer");
        CHECK(came.get_header_value("Cache-Control") == "no-store");
        CHECK_FALSE(came.has_header("Access-Control-Allow-Origin"));
    }
    CHECK(contains(all.get("/ui.js").body, "views.compare"));
    CHECK(all.get("/favicon.ico").status == 204);
    auto const head = all.client().Head("/");
    REQUIRE(head);
    CHECK(head->status == 200);
    CHECK(head->body.empty());
    CHECK(head->get_header_value("Content-Length") == std::to_string(page.body.size()));
}

TEST_CASE("without the secret of the address nothing is shown, nor removed") {
    server_of_runs const all({.writable = true});
    auto client = all.stranger();
    std::string const cookie = "leat-ui-" + std::to_string(all.server.port()) + "=";
    std::string const key = key_of(all.server);
    REQUIRE(key.size() == 32);
    for (std::string const& path :
         {std::string("/"), std::string("/?key="), std::string("/?key=0123"), "/?key=" + key + "0",
          std::string("/ui.js"), std::string("/ui.css"), std::string("/api/runs"),
          std::string("/api/runs?key=") + key, "/api/run/" + all.first, "/api/metrics/" + all.first,
          "/run/" + all.first, std::string("/nowhere")})
        for (std::string const& sent :
             {std::string(), "leat-ui-1=" + key, cookie, cookie + key.substr(1), "x" + cookie + key,
              cookie + "\"" + key + "\"x", key}) {
            INFO(path << " with " << sent);
            auto const came = client.Get(path.c_str(), {{"Cookie", sent}});
            REQUIRE(came);
            CHECK(came->status == 403);
            CHECK(contains(came->body, "open the address that the program printed"));
            CHECK_FALSE(contains(came->body, all.first));
            CHECK_FALSE(contains(came->body, "leat-token"));
            CHECK_FALSE(came->has_header("Set-Cookie"));
        }
    auto const removed = client.Post(("/api/remove/" + all.first).c_str());
    REQUIRE(removed);
    CHECK(removed->status == 403);
    CHECK(all.repo.runs().size() == 4);

    auto const page = client.Get(("/?key=" + key).c_str());
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(contains(page->body, "<script src=\"/ui.js\""));
    CHECK_FALSE(contains(page->body, key));
    CHECK(page->get_header_value("Set-Cookie") ==
          cookie + key + "; Path=/; HttpOnly; SameSite=Strict");
    CHECK(all.get("/api/runs").status == 200);
    CHECK_FALSE(all.get("/").has_header("Set-Cookie"));
    // Where a port of this machine leads to that of the server, a browser knows the former.
    auto const led = client.Get(("/?key=" + key).c_str(), {{"Host", "localhost:80"}});
    REQUIRE(led);
    CHECK(contains(led->get_header_value("Set-Cookie"), "leat-ui-80=" + key));
}

TEST_CASE("runs are listed as JSON, by pages and queries") {
    server_of_runs const all;
    auto const list = all.get("/api/runs").body;
    CHECK(count_of(list, "{\"id\":") == 4);
    CHECK(list.find(all.failed) < list.find(all.first)); // the newest first
    CHECK(contains(list, R"("status":"failed")"));
    CHECK(contains(list, R"("failed_node":"loss","reason":")"));
    CHECK(contains(list, R"("tags":["a \"tag\""])"));
    CHECK(contains(list, R"({"name":"ridge","text":"0.125"})"));
    CHECK(contains(list, R"({"name":"kind","text":"'none'"})"));
    CHECK(contains(list, R"({"name":"loss","context":"","count":20,"text":"0.025"})"));
    CHECK(contains(list, R"("total":4,"notes":[],"more":false})"));

    auto const page = all.get("/api/runs?limit=1").body;
    CHECK(count_of(page, "{\"id\":") == 1);
    CHECK(contains(page, "\"next\":\"" + all.failed + "\",\"more\":true"));
    auto const rest = all.get("/api/runs?limit=3&before=" + all.failed).body;
    CHECK(count_of(rest, "{\"id\":") == 3);
    CHECK_FALSE(contains(rest, all.failed));
    CHECK(contains(rest, "\"more\":false"));

    CHECK(contains(all.get("/api/runs?query=ridge%20%3E%200.2").body, "\"total\":2"));
    CHECK(contains(all.get("/api/runs?query=ridge%20%3D%3D%20'x'").body,
                   "4 runs have the parameter 'ridge' as a number"));
    auto const wrong = all.get("/api/runs?query=ridge%20%3E%3E");
    CHECK(wrong.status == 400);
    CHECK(contains(wrong.body, "{\"error\":\"query, line 1, column 8: expected"));
    CHECK(contains(wrong.body, "\"line\":1,\"column\":8}"));
    for (auto const* bad : {"limit=0", "limit=1001", "limit=x", "limit=", "before=x"})
        CHECK(all.get(std::string("/api/runs?") + bad).status == 400);
}

TEST_CASE("parameters are in the words of their types, and what no run has is said") {
    scratch const dir;
    leat::repo const repo(dir / "repo");
    leat::session<settings>(repo).run("sizes"_n = std::array<int, 2>{7, 8});
    leat::ui_server server(repo, {});
    std::thread thread([&] { server.run(); });
    httplib::Client client("127.0.0.1", server.port());
    client.set_default_headers(cookie_of(server));
    auto const list = client.Get("/api/runs");
    auto const none = client.Get("/api/runs?query=size%20%3E%203");
    server.stop();
    thread.join();
    REQUIRE(list);
    CHECK(contains(list->body, R"({"name":"strict","text":"true"})"));
    CHECK(contains(list->body, R"({"name":"sizes","text":"[7, 8]"})"));
    CHECK(contains(list->body, R"({"name":"wait","text":"30ms"})"));
    REQUIRE(none);
    CHECK(contains(none->body, "no run has a parameter 'size'; did you mean 'sizes'?"));
}

TEST_CASE("what did not change is not sent again") {
    server_of_runs const all;
    for (std::string const& path :
         {std::string("/api/runs"), "/api/run/" + all.first, "/api/metrics/" + all.first}) {
        std::string const tag = all.get(path).get_header_value("ETag");
        REQUIRE_FALSE(tag.empty());
        auto const again = all.get(path, {{"If-None-Match", tag}});
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(all.get(path, {{"If-None-Match", "\"other\""}}).status == 200);
    }
}

TEST_CASE("one run, its metrics, its report and comparisons are answered") {
    server_of_runs const all;
    auto const run = all.get("/api/run/" + all.first).body;
    CHECK(run.starts_with("{\"schema\":\"leat-view/1\""));
    CHECK(contains(run, "\"id\":\"" + all.first + "\""));
    CHECK(contains(run, R"("tags":["a \"tag\""],"artifacts":[]})"));
    auto const metrics = all.get("/api/metrics/" + all.first).body;
    CHECK(contains(metrics, R"("status":"completed")"));
    CHECK(contains(
        metrics,
        R"("metrics":[{"name":"loss","context":"","count":20,"last":0.025,"min":0.025,"max":0.5,"mean":)"));
    auto const both = all.get("/api/compare?left=" + all.first + "&right=" + all.failed).body;
    CHECK(contains(both, R"({"what":"run","name":"status","left":"completed","right":"failed"})"));
    CHECK(contains(both, R"({"what":"metric","name":"loss","left":"0.025","right":null})"));
    auto const report = all.get("/run/" + all.first);
    CHECK(report.status == 200);
    CHECK(contains(report.get_header_value("Content-Type"), "text/html"));
    CHECK(report.get_header_value_count("Content-Security-Policy") == 1);
    CHECK(contains(report.get_header_value("Content-Security-Policy"), "sandbox allow-scripts"));
    CHECK_FALSE(contains(report.get_header_value("Content-Security-Policy"), "unsafe"));
    CHECK(contains(report.get_header_value("Content-Security-Policy"), "script-src 'sha256-"));
    CHECK(contains(report.body, all.first));
    CHECK(all.get("/run/" + all.first + "?compare=" + all.failed).status == 200);
    auto const graph = all.get("/graph/" + all.failed);
    CHECK(graph.status == 200);
    CHECK(contains(graph.get_header_value("Content-Type"), "image/svg+xml"));
    CHECK(graph.body.starts_with("<svg "));
    CHECK(contains(graph.body, "no &lt;such&gt; kind"));
    CHECK(all.get("/graph/" + all.first + "0").status == 404);
    CHECK(all.get("/api/run/" + all.first.substr(0, 4)).status == 404); // of several
}

TEST_CASE("an unknown run is a 404 with the nearest id, and no path leads out") {
    server_of_runs const all;
    std::string near = all.first;
    near.back() = near.back() == 'z' ? 'y' : 'z';
    for (std::string const& path : {"/api/run/" + near, "/api/metrics/" + near, "/run/" + near,
                                    "/api/compare?left=" + near + "&right=" + all.first,
                                    "/api/compare?right=" + near + "&left=" + all.first,
                                    "/run/" + all.first + "?compare=" + near}) {
        INFO(path);
        auto const came = all.get(path);
        CHECK(came.status == 404);
        CHECK(contains(came.body, "did you mean"));
    }
    CHECK(contains(all.get("/run/" + near).body, "there is no run &#39;"));
    for (auto const* path : {"/../../etc/passwd", "/run/..%2f..%2fetc%2fpasswd", "/api/run/../repo",
                             "/api/run/", "/api/run/%00", "/run/x%27%20OR%201", "/api/metrics/%25",
                             "/ui.js/", "/api", "//", "/api/compare", "/api/run/<b>"}) {
        INFO(path);
        CHECK(all.get(path).status == 404);
    }
    CHECK_FALSE(contains(all.get("/run/<b>").body, "<b>"));
}

TEST_CASE("foreign hosts, other methods and broken requests are refused") {
    server_of_runs const all;
    for (auto const* host : {"evil.example", "127.0.0.1.evil.example", "evil.example:80", ""}) {
        auto const came = all.get("/api/runs", {{"Host", host}});
        CHECK(came.status == 403);
        CHECK_FALSE(contains(came.body, all.first));
    }
    CHECK(
        all.get("/api/runs", {{"Host", "localhost:" + std::to_string(all.server.port())}}).status ==
        200);
    CHECK(contains(answer_to(all.server.port(), "GET /api/runs HTTP/1.1\r\nHost: localhost\r\n"
                                                "Cookie: leat-ui-80=" +
                                                    key_of(all.server) +
                                                    "\r\nConnection: close\r\n\r\n"),
                   "HTTP/1.1 200"));
    std::string const cookie = "Cookie: leat-ui-80=" + key_of(all.server) + "\r\n";
    std::string const head = "GET /api/runs HTTP/1.1\r\n" + cookie,
                      end = "Connection: close\r\n\r\n";
    CHECK(contains(answer_to(all.server.port(), head + end), "403"));
    CHECK(contains(
        answer_to(all.server.port(), head + "Host: localhost\r\nHost: evil.example\r\n" + end),
        "403"));
    CHECK(contains(answer_to(all.server.port(), "nonsense\r\n\r\n"), "HTTP/1.1 400"));
    CHECK(contains(
        answer_to(all.server.port(), head + "Host: localhost\r\nRange: bytes=5-2\r\n" + end),
        "HTTP/1.1"));
    CHECK(answer_to(all.server.port(), std::string(200'000, 'x')).size() < 2000);
    auto client = all.client();
    for (auto const& came : {client.Post("/api/runs"), client.Put("/", "x", "text/plain"),
                             client.Delete("/run/x"), client.Options("/")}) {
        REQUIRE(came);
        CHECK(came->status == 405);
        CHECK(came->get_header_value("Allow") == "GET, HEAD");
    }
    // A body is not taken for the next request.
    std::string const body = "GET /api/runs HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n";
    auto const twice =
        answer_to(all.server.port(), "POST / HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                                         "Content-Length: " + std::to_string(body.size()) +
                                         "\r\n\r\n" + body);
    CHECK(count_of(twice, "HTTP/1.1 ") == 1);
}

TEST_CASE("runs are removed only where it is allowed, with the token and by this page") {
    {
        server_of_runs const all;
        auto const came = all.client().Post(("/api/remove/" + all.first).c_str());
        REQUIRE(came);
        CHECK(came->status == 403);
        CHECK(contains(came->body, "only shows runs"));
        CHECK(all.repo.runs().size() == 4);
    }
    server_of_runs const all({.writable = true});
    CHECK_FALSE(contains(all.get("/ui.js").body, key_of(all.server)));
    auto const page = all.get("/").body;
    std::string const mark = "name=\"leat-token\" content=\"";
    std::string const token = page.substr(page.find(mark) + mark.size(), 32);
    auto const remove = [&](std::string const& id, httplib::Headers headers) {
        auto const came =
            all.client().Post(("/api/remove/" + id).c_str(), headers, "", "text/plain");
        REQUIRE(came);
        return came->status;
    };
    std::string const here = "http://127.0.0.1:" + std::to_string(all.server.port());
    CHECK(remove(all.first, {}) == 403);
    CHECK(remove(all.first, {{"X-Leat-Token", token.substr(1)}}) == 403);
    CHECK(remove(all.first, {{"X-Leat-Token", token}, {"Origin", "http://evil.example"}}) == 403);
    CHECK(remove(all.first, {{"X-Leat-Token", token}, {"Origin", "null"}}) == 403);
    CHECK(remove(all.first, {{"X-Leat-Token", token}, {"Sec-Fetch-Site", "cross-site"}}) == 403);
    CHECK(remove(all.first, {{"X-Leat-Token", token}, {"Host", "evil.example"}}) == 403);
    CHECK(all.repo.runs().size() == 4);
    CHECK(remove("nothing", {{"X-Leat-Token", token}}) == 404);
    CHECK(remove(all.failed.substr(0, 20), {{"X-Leat-Token", token}}) == 404);
    auto const alive = all.repo.begin({.pipeline = "alive", .origin = {}});
    CHECK(remove(alive->id(), {{"X-Leat-Token", token}}) == 409);
    CHECK(all.repo.runs().size() == 5);
    CHECK(remove(all.first, {{"X-Leat-Token", token}, {"Origin", here}}) == 200);
    CHECK(all.repo.runs().size() == 4);
    CHECK(all.get("/api/run/" + all.first).status == 404);
}

TEST_CASE("the metrics of a run that goes on are seen as they come") {
    server_of_runs const all;
    auto const run = all.repo.begin({.pipeline = "live", .origin = {}});
    std::string const path = "/api/metrics/" + run->id();
    CHECK(contains(all.get(path).body, "\"status\":\"running\""));
    run->metric("loss", 1.5);
    run->flush();
    auto const one = all.get(path);
    CHECK(contains(one.body, R"("points":[[0,1.5]])"));
    httplib::Headers const known{{"If-None-Match", one.get_header_value("ETag")}};
    CHECK(all.get(path, known).status == 304);
    run->metric("loss", 0.5);
    run->metric("gone", std::numeric_limits<double>::quiet_NaN());
    run->flush();
    auto const two = all.get(path, known);
    CHECK(two.status == 200);
    CHECK(contains(two.body, R"("points":[[0,1.5],[1,0.5]])"));
    CHECK(contains(
        two.body,
        R"({"name":"gone","context":"","count":1,"last":null,"min":null,"max":null,"mean":null,"points":[[0,null])"));
    run->close({.status = leat::run_status::completed, .wall = 5s});
    auto const end = all.get(path, {{"If-None-Match", two.get_header_value("ETag")}});
    CHECK(contains(end.body, R"("status":"completed","wall_ns":5000000000)"));
}

TEST_CASE("a hundred requests are answered while runs are written") {
    server_of_runs const all;
    std::atomic<bool> over{false};
    std::thread writing([&] {
        for (int i = 0; !over; ++i) {
            auto const run = all.repo.begin({.pipeline = "written", .origin = {}});
            for (int k = 0; k < 100; ++k) run->metric("loss", k);
            run->close({.status = leat::run_status::completed});
            if (i % 3 == 0) all.repo.remove(run->id());
        }
    });
    std::vector<std::future<int>> asking;
    for (int t = 0; t < 4; ++t)
        asking.push_back(std::async(std::launch::async, [&] {
            int good = 0;
            auto client = all.client();
            client.set_keep_alive(true);
            for (int i = 0; i < 25; ++i) {
                std::string const paths[] = {"/api/runs?limit=20", "/api/metrics/" + all.first,
                                             "/api/run/" + all.first, "/run/" + all.first};
                auto const came = client.Get(paths[i % 4].c_str());
                good += came && came->status == 200;
            }
            return good;
        }));
    int good = 0;
    for (auto& one : asking) good += one.get();
    over = true;
    writing.join();
    CHECK(good == 100);
}

TEST_CASE("a repo that is removed or damaged is an answer, and the server goes on") {
    server_of_runs const all;
    auto const file = all.dir / "repo" / std::string(leat::detail::repo_file);
    REQUIRE(std::filesystem::exists(file));
    std::filesystem::remove(file); // what SQLite has read of it does not count any more
    put_content(file, std::string(9000, 'x'));
    for (std::string const& path :
         {std::string("/api/runs"), "/api/run/" + all.first, "/run/" + all.first}) {
        auto const came = all.get(path);
        CHECK(came.status == 500);
        CHECK(contains(came.body, "damaged"));
    }
    std::filesystem::remove_all(all.dir / "repo");
    CHECK(contains(all.get("/api/runs").body, R"({"runs":[],"total":0)"));
    CHECK(all.get("/api/run/" + all.first).status == 404);
    CHECK(contains(all.get("/api/run/" + all.first).body, "which has none yet"));
    CHECK(all.get("/").status == 200);
}

TEST_CASE("a stop is quick though connections stay open") {
    server_of_runs all;
    auto client = all.client();
    client.set_keep_alive(true);
    REQUIRE(client.Get("/api/runs")); // and stays open
    int const idle = ::socket(AF_INET, SOCK_STREAM, 0), half = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(all.server.port()));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int const one : {idle, half})
        REQUIRE(::connect(one, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    REQUIRE(::send(half, "GET / HT", 8, MSG_NOSIGNAL) == 8);
    std::this_thread::sleep_for(100ms);
    auto const begin = std::chrono::steady_clock::now();
    all.server.stop();
    all.thread.join();
    CHECK(std::chrono::steady_clock::now() - begin < 1s);
    ::close(idle);
    ::close(half);
    CHECK_FALSE(all.client().Get("/"));
}

TEST_CASE("a stop before the start, and no start at all, end as well") {
    scratch const dir;
    leat::repo const repo(dir / "repo");
    { leat::ui_server const never(repo, {}); }
    leat::ui_server server(repo, {});
    server.stop();
    server.run();
    CHECK(std::filesystem::exists(dir / "repo") == false); // to look makes nothing
}

TEST_CASE("more connections than threads are all answered") {
    server_of_runs const all;
    std::vector<httplib::Client> open;
    for (int i = 0; i < 40; ++i) {
        open.push_back(all.client());
        open.back().set_keep_alive(true);
        auto const begin = std::chrono::steady_clock::now();
        auto const came = open.back().Get("/ui.css");
        REQUIRE(came);
        CHECK(came->status == 200);
        CHECK(std::chrono::steady_clock::now() - begin < 1s);
    }
}
