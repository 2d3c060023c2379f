// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The programs of docs/howto-*.md, but for maps and parallel beside it, and of the tutorial's chapter on services, one after the other.

// clang-format off

#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/hooks.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>
#include <leat/view.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

// ---- the pipeline
struct day {
    std::string date;
    double high;                  // deg C
    std::optional<double> rain;   // mm; not measured every day
};
struct model {
    double mean;
    std::vector<double> residuals;
};

model fit(std::vector<day> const& days, double base) {
    model m{base, {}};
    for (day const& d : days) m.mean += (d.high - base) / static_cast<double>(days.size());
    for (day const& d : days) m.residuals.push_back(d.high - m.mean);
    return m;
}
double spread(model const& m) {
    auto const [low, high] = std::minmax_element(m.residuals.begin(), m.residuals.end());
    return *high - *low;
}

constexpr auto weather = leat::pipeline("weather",
    leat::input<std::vector<day>>("days"),
    leat::param("base", 10.0),
    leat::node("model",  fit,    "days", "base"),
    leat::node("spread", spread, "model"),
    leat::node("report", [](double spread) { return "spread " + std::to_string(spread); }, "spread"));

// ---- a dataset of one's own
class settings_line {                      // one line `key = value` of a file of settings
public:
    settings_line(std::filesystem::path path, std::string key)
        : path_(std::move(path)), key_(std::move(key)) {}

    double load() const { return read().at(key_); }
    void save(double value) const {
        auto all = exists() ? read() : std::map<std::string, double>();
        all[key_] = value;
        std::ofstream file(path_);
        for (auto const& [key, number] : all) file << key << " = " << number << '\n';
        if (!file.flush()) throw leat::error("cannot write " + describe());
    }
    bool exists() const { return std::filesystem::exists(path_) && read().contains(key_); }
    std::string describe() const { return "setting '" + key_ + "' of '" + path_.string() + "'"; }

private:
    std::map<std::string, double> read() const;
    std::filesystem::path path_;
    std::string key_;
};

static_assert(leat::dataset_for<settings_line, double>);

std::map<std::string, double> settings_line::read() const {
    std::map<std::string, double> all;
    std::ifstream file(path_);
    std::string key, equals;
    for (double value = 0; file >> key >> equals >> value;) all[key] = value;
    return all;
}

// ---- hooks
struct audit {
    void before_node_run(leat::node_info const& node) {                          // every node
        std::printf("about to run %s\n", std::string(node.name).c_str());
    }
    void after_node_run(leat::at<weather, "model">, model const& m) {            // one node, typed
        std::printf("the model's mean is %.2f deg C\n", m.mean);
    }
    void on_pipeline_error(leat::run_info const& run, std::exception_ptr) {
        std::printf("the run of %s failed\n", run.pipeline.c_str());
    }
};

struct what_if {
    double base;
    auto before_node_run(leat::at<weather, "model">) { return leat::replace("base"_n = base); }
};

struct not_today {
    std::optional<leat::skip_request> before_node_run(leat::at<weather, "report">, double spread) {
        if (spread > 5) return std::nullopt;
        return leat::skip("nothing to report");
    }
};

struct out_of_paper {
    void before_node_run(leat::at<weather, "report">) { throw std::runtime_error("no paper"); }
};

struct publish {
    void after_pipeline_run(auto const& result) {
        std::printf("stored: %.2f\n", result.stored("spread"_n).load());
    }
};

// ---- cached
constexpr auto climate = leat::pipeline("climate",
    leat::input<std::vector<day>>("days"),
    leat::param("base", 10.0),
    leat::param("verbose", false),
    leat::node("model", LEAT_FN([](std::vector<day> const& days, double base, bool verbose) {
        if (verbose) std::printf("fitting %zu days\n", days.size());
        return fit(days, base);
    }), "days", "base", "verbose") | leat::cached | leat::not_in_key("verbose"),
    leat::node("spread", spread, "model") | leat::cached | leat::version(2));

// ---- tells
struct cache_log {
    void on_cache_hit(leat::node_info const& node, leat::digest const&, std::size_t bytes) {
        std::printf("%s: %zu bytes from the cache\n", std::string(node.name).c_str(), bytes);
    }
    void on_cache_miss(leat::node_info const& node, leat::digest const&, std::string_view why) {
        std::printf("%s runs: %s\n", std::string(node.name).c_str(), std::string(why).c_str());
    }
};

void tutorial(std::filesystem::path const& folder) {
    std::ofstream(folder / "days.csv") << "date,high,rain\n2026-11-19,9,\n2026-11-20,12,3.5\n2026-11-21,15,0\n";
// ---- a session
    auto app = leat::session<weather>(
        leat::catalog("days"_n   = leat::dataset::csv(folder / "days.csv", {"date", "high", "rain"}),
                      "model"_n  = leat::dataset::archive(folder / "model.bin"),
                      "spread"_n = leat::dataset::text(folder / "spread.txt")),
        leat::hooks::progress());

    auto result = app.run();                                 // "days" comes from its file
    std::printf("%s\n", result["report"_n].c_str());
    std::printf("%.1f\n", result.stored("model"_n).load().mean);

    auto again = app.run<"report">(leat::only_missing);      // the model is there: only the report is made
    auto later = app.run(leat::from("spread"_n));            // starts from the stored model
    for (auto const& node : later.info().nodes)
        if (node.status == leat::node_status::ran)
            std::printf("%s took %lld us\n", node.name.c_str(),
                        static_cast<long long>(node.time.count() / 1000));
// ----
    std::printf("%s\n", again["report"_n].c_str());
}

void catalogs(std::filesystem::path const& folder) {
// ---- formats
    auto catalog = leat::catalog(
        "days"_n   = leat::dataset::csv(folder / "days.csv", {"date", "high", "rain"}),
        "model"_n  = leat::dataset::versioned<leat::dataset::archive<leat::format::xml>>(folder / "model.xml").keep(10),
        "spread"_n = leat::dataset::text(folder / "spread.txt"),
        "report"_n = leat::dataset::memory<std::string>());
    auto app = leat::session<weather>(catalog);              // borrowed: it may serve several sessions
    app.run();
    std::printf("%s\n", catalog["report"_n].load().c_str());
    for (auto const& version : catalog["model"_n].versions()) std::printf("model of %s\n", version.c_str());
// ---- resume
    auto failing = leat::session<weather>(catalog, out_of_paper{});
    try {
        failing.run();
    } catch (leat::run_error const& e) {
        std::printf("%s\n", e.what());
        // hook 'out_of_paper' failed in before_node_run of node 'report' of pipeline 'weather': no
        // paper; to resume: leat::only("report")
    }
    app.run(leat::only("report"));                           // the rest, from what is stored
// ---- own
    auto own = leat::session<weather>(
        leat::catalog("days"_n   = leat::dataset::csv(folder / "days.csv", {"date", "high", "rain"}),
                      "spread"_n = settings_line(folder / "settings.ini", "spread")));
    auto const stored = own.run().stored("spread"_n);
    std::printf("%s is %.1f\n", stored.describe().c_str(), stored.load());
// ----
}

void hooked(std::filesystem::path const& folder) {
    std::vector<day> const days = leat::dataset::csv(folder / "days.csv", {"date", "high", "rain"}).load<std::vector<day>>();
// ---- hooks in use
    audit log;                                               // borrowed, as it is an lvalue
    auto app = leat::session<weather>(log, leat::hooks::timing());
    app.run("days"_n = days);

    auto warmer = leat::session<weather>(what_if{20}, not_today{}).run("days"_n = days);
    std::printf("%d\n", warmer.contains("report"_n));

    leat::session<weather>(publish{}, leat::catalog("spread"_n = leat::dataset::text(folder / "spread.txt")))
        .run("days"_n = days);
// ---- traced
    leat::session<weather>(leat::hooks::trace(folder / "trace.json"), leat::hooks::memory(),
                           leat::hooks::log([](std::string_view line) {
                               std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
                           }))
        .run("days"_n = days);
// ----
}

// ---- a pipeline that is cached
constexpr auto season = leat::pipeline("season",
    leat::input<std::vector<day>>("days"),
    leat::param("base", 10.0),
    leat::node("model",  fit,    "days", "base") | leat::cached | leat::version(1),
    leat::node("spread", spread, "model")        | leat::cached | leat::version(1));
// ----

void lazily(std::filesystem::path const& folder, std::vector<day> const& days) {
// ---- a lazy session
    auto lazy = leat::session<season>(leat::cache(folder / "cache"));
    lazy.run<"model">("days"_n = days);                      // runs, and keeps what the node returned
    lazy.run<"model">("days"_n = days);                      // runs nothing: the same code, the same inputs
    auto warmer = lazy.run<"model">("days"_n = days, "base"_n = 12.0);
    std::printf("%s\n", warmer.info().of("model").reason.c_str());  // input 'base' (10 -> 12) has changed
// ----
}

void cached(std::filesystem::path const& folder) {
    std::vector<day> const days = leat::dataset::csv(folder / "days.csv", {"date", "high", "rain"}).load<std::vector<day>>();
    lazily(folder, days);
// ---- a cached run
    auto app = leat::session<climate>(leat::cache(folder / "cache"), cache_log{});
    app.run<"spread">("days"_n = days);                      // runs both nodes
    app.run<"spread">("days"_n = days);                      // runs none, and loads the spread only
    app.run<"spread">("days"_n = days, "verbose"_n = true);  // the same: it does not count
    app.run<"spread">("days"_n = days, "base"_n = 12.0);     // the model runs, and what follows from it
// ---- a run that is planned, explained and made anew
    auto const planned = app.plan<"spread">("days"_n = days, "base"_n = 15.0);
    for (leat::node_report const& node : planned.nodes)
        std::printf("%s: %s\n", node.name.c_str(),
                    node.status == leat::node_status::hit ? "in the cache" : node.reason.c_str());

    auto const why = app.cache().explain("model"_n, "days"_n = days, "base"_n = 15.0);
    std::printf("model: %s\n", why.reason.c_str());         // input 'base' (12 -> 15) has changed

    app.run<"spread">("days"_n = days, leat::refresh("model"_n));  // the model runs, whatever the cache has
// ---- another session's rules
    auto careful = leat::session<climate>(
        leat::cache(folder / "cache", leat::all, "spread"_n = leat::recompute),
        leat::hooks::events(folder / "events.jsonl"));
// ---- looking
    for (leat::cache_entry const& entry : app.cache().find("model"))
        std::printf("%s took %lld us\n", entry.key.to_string().c_str(),
                    static_cast<long long>(entry.took.count() / 1000));
    for (leat::cache_damage const& damage : app.cache().verify())
        std::printf("%s: %s\n", damage.name.c_str(), damage.why.c_str());
    app.cache().collect({.max_bytes = 1'000'000'000, .older_than = std::chrono::hours(24 * 30)});
// ----
    careful.run<"spread">("days"_n = days);
}

bool online = false; // the other side

// ---- what is recorded
model train(std::vector<day> const& days, double base, leat::context& here) {
    model const m = fit(days, base);
    for (int epoch = 0; epoch < 10; ++epoch)
        here.metric("loss", m.mean / (1 + epoch), epoch);    // of "train"; a name, a value, a step
    here.metric("loss", m.mean / 20, {.context = "test"});
    if (m.mean > 5) here.tag("warm");
    return m;
}

double publish_model(model const& m) {
    if (!online) throw std::runtime_error("the server does not answer");
    return m.mean;
}

constexpr auto training = leat::pipeline("training",
    leat::input<std::vector<day>>("days"),
    leat::param("base", 10.0),
    leat::node("model",     train,         "days", "base"),
    leat::node("published", publish_model, "model"));
// ----

void recorded(std::filesystem::path const& folder) {
    std::vector<day> const days = leat::dataset::csv(folder / "days.csv", {"date", "high", "rain"}).load<std::vector<day>>();
    online = true;
// ---- a repo
    leat::repo repo(folder / ".leat");
    auto app = leat::session<training>(repo);                // leat::cache(repo), too, if something is cached
    auto result = app.run("days"_n = days, "base"_n = 12.0);

    leat::run_record run = repo.run(result.info().id);       // or repo.latest<training>().value()
    std::printf("%s: base %s, mean %.2f\n", run.id().c_str(), run.params()[0].text().c_str(),
                run.value<model>("model").mean);
    for (leat::metric_point const& point : run.metrics("loss", "test"))
        std::printf("step %lld: %g\n", static_cast<long long>(point.step), point.number());
// ---- a run that fails
    online = false;
    std::string failed;
    try {
        app.run("days"_n = days);
    } catch (leat::node_error const& e) {                    // the record is closed by now
        failed = e.run_id();
        std::printf("%s: %s\n", failed.c_str(), repo.run(failed).reason().c_str());
    }
    online = true;
    auto resumed = app.resume();                             // "published" runs, "model" is as it was
    std::printf("goes on from %s\n", resumed.info().origin->c_str());

    app.resume(failed, leat::from("model"_n));               // that run, and "model" again with what follows
    app.resume(failed, "base"_n = 11.0);                     // that run with another base: what it changes runs
// ---- a run that is not kept
    repo.remove(failed);                                     // or by itself, whenever a run fails:
    auto tidy = leat::session<training>(repo, leat::on_failure::discard);
// ---- runs that are found
    for (leat::run_record const& found : repo.runs(leat::where("base") > 10 && leat::has_tag("warm") &&
                                                   leat::status == leat::run_status::completed))
        std::printf("%s\n", found.id().c_str());
    auto typed_in = repo.runs("base > 10 and metric.loss.last < 0.5 and began > 2026-01-01");
    for (std::string const& note : typed_in.notes) std::printf("note: %s\n", note.c_str());

    leat::run_record const best = repo.lowest("loss", leat::pipeline_name == "training");
    std::printf("%s", repo.compare(best.id(), run.id()).to_text().c_str());
// ---- views
    std::string const graph = leat::dot<training>();         // for Graphviz; leat::mermaid<training>() for Mermaid
    std::string const part = leat::dot<training>(leat::to("model"_n), leat::view_options{.types = true});
    std::string const coloured = leat::dot(result.info());   // by what happened, with times and bytes
    std::string const data = leat::json(result.info());      // for programs
    std::printf("%zu, %zu, %zu and %zu bytes\n", graph.size(), part.size(), coloured.size(), data.size());
// ---- a report
    leat::report(folder / "run.html", result.info());        // of the run that was just made
    leat::report(folder / "best.html", best.details(),       // of one that was recorded, beside another
                 {.compare = run.details()});
// ---- threads
    auto several = leat::session<training>(leat::parallel(2));
    auto same = several.run("days"_n = days, "base"_n = 12.0);
    std::printf("%.2f\n", same["published"_n]);
// ---- room
    repo.collect({.max_bytes = 10'000'000'000, .keep_runs = 1000, .older_than = std::chrono::hours(24 * 90)});
    for (leat::repo_damage const& damage : repo.verify())
        std::printf("%s: %s\n", damage.what.c_str(), damage.why.c_str());
// ---- in the background
    leat::stop_on_signal signals;                            // SIGINT and SIGTERM request a stop
    auto handle = app.start(leat::run_options{.stop = signals.token()}, "days"_n = days);
    // ... and meanwhile: handle.status(), handle.request_stop()
    auto made = handle.wait();                               // its result, or its exception
// ----
    std::printf("%.2f\n", made["published"_n]);
    (void)tidy;
}

int main() {
    auto const folder = std::filesystem::temp_directory_path() / ("leat-howto-" + std::to_string(std::hash<std::string>()(__FILE__)));
    std::filesystem::create_directories(folder);
    try {
        tutorial(folder);
        catalogs(folder);
        hooked(folder);
        cached(folder);
        recorded(folder);
        std::filesystem::remove_all(folder);
        std::printf("all done\n");
    } catch (std::exception const& e) {
        std::fprintf(stderr, "howto: %s\n", e.what());
        return 1;
    }
}
