// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/metric.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// The name under which a record keeps what a node told of itself.
LEAT_DECL std::string told_node(std::string_view node);

/// As the type of such a value.
inline constexpr std::string_view told_text = "told";

/// What a node tells of itself while it runs: its metrics and tags. They are kept beside what it
/// returns, and are told again where that is taken from a store. For any number of threads.
class told_things final : public run_sink {
public:
    /// What is kept of one node, in bytes; what comes after that is not.
    static constexpr std::size_t most = std::size_t{4} << 20;

    LEAT_DECL void metric(std::string_view name, double value, metric_at const& at) override;
    LEAT_DECL void metric(std::string_view name, std::string_view text,
                          metric_at const& at) override;
    /// Its file may be another one by then: the record of the run has it.
    void artifact(std::string_view, std::filesystem::path const&) override {}
    LEAT_DECL void tag(std::string_view text) override;
    LEAT_DECL void remark(std::string_view text) override;

    bool is_empty() const { return series_.empty() && tags_.empty() && remark_.empty(); }
    /// Whether some of it was too much.
    bool is_cut() const { return size_ >= most; }

    /// As a text; empty where nothing was told. Cost: in proportion to what was told.
    LEAT_DECL std::string write() const;
    /// What `write` made the text of; of another text nothing.
    LEAT_DECL static std::optional<told_things> read(std::string_view text);

    /// Tells all of it again, metric by metric. Both may be null. Throws what `record` throws.
    LEAT_DECL void tell(run_sink* record, metric_log* log) const;
    /// As in "2 metrics and a tag told again, as it did not run", with what a guard said before it.
    LEAT_DECL std::string describe() const;

    told_things() = default;
    LEAT_DECL told_things(told_things&& other) noexcept;

private:
    struct point {
        std::optional<std::int64_t> step{};
        double number = 0;
        std::string text{};
    };
    struct series {
        std::string name;
        std::string context;
        bool is_text;
        std::vector<point> points{};
    };

    LEAT_DECL void add(std::string_view name, bool is_text, metric_at const& at, double number,
                       std::string_view text);
    LEAT_DECL bool read_line(std::string_view field, std::string_view value);

    std::mutex mutex_{};
    std::vector<series> series_{};
    std::vector<std::string> tags_{};
    std::string remark_{};
    std::size_t size_ = 0;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/memo/impl/told.ipp>
#endif
