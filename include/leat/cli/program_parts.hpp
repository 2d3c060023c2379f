// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_source.hpp>
#include <leat/repo/errors.hpp>
#include <leat/cli/json_scalar.hpp>
#include <leat/cli/option_type.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/graph/structure.hpp>
#include <leat/repo/repo.hpp>
#include <leat/call/context.hpp>
#include <leat/info/info.hpp>
#include <leat/support/function_ref.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What the commands of a program need of the types of its pipeline and of its services. The
// commands themselves are plain code (run_program.hpp).

namespace leat::detail {

/// The part of a pipeline that slices leave, all of it without one.
struct program_part {
    bool sliced = false;
    std::vector<bool> holds{}; ///< for each node of the structure
};

/// What is wrong with a run before it begins, if something is.
struct program_plan {
    std::vector<std::string_view> not_given{}; ///< inputs that can be typed, and are needed
    bool empty = false;                        ///< slices of which nothing would run
    std::string missing{},
        missing_for{}; ///< a value that nothing gives, and the node that needs it
};

/// What a command asks of a session. The run, the resume and the plan have the same arguments.
struct session_request {
    enum class task : unsigned char { run, resume, plan };
    task what = task::run;
    std::string_view origin{};            ///< of a resume: the id of the run
    std::vector<std::string_view> from{}; ///< of a resume: values that are made again
    std::vector<std::string_view> part{}; ///< a value of each node of the slice; empty for all
    bool only_missing = false;
    run_options options{};
    enum class values : unsigned char { none, as_text, as_json };
    values wanted = values::none;
};

/// A value of a result.
struct printed_value {
    std::string_view name, type; ///< the type as the compiler spells it
    std::string text{};          ///< as `shown`
    json_scalar json{};
};

/// A value that a run has kept, in a format; where that is `json`, as a scalar.
struct dumped_value {
    std::string bytes{};
    json_scalar json{};
};

using result_function = function_ref<void(run_info const&, std::span<printed_value const>)>;
using cache_function = function_ref<void(cache_source const&)>;

/// A pipeline with its services, as the commands of a program use it.
class program_parts {
public:
    structure const* graph = nullptr;
    std::size_t nodes = 0;                     ///< of the pipeline
    std::span<std::string_view const> names{}; ///< of all values
    option_rows options{};
    bool makes_repo = true, makes_executor = true, has_catalog = false;

    /// The spelling of the type of each output, node after node.
    virtual std::vector<std::string_view> types() const = 0;
    /// The record of runs. Throws: `repo_error`.
    virtual repo& runs(typed_command const& typed) = 0;
    /// Throws: `usage_error`, when a slice that was typed names something unknown.
    virtual program_part part_of(typed_command const& typed) const = 0;
    /// `asked`: values that the run which is resumed asked for. Throws: as `part_of`;
    /// `dataset_error` when a dataset cannot say whether it exists.
    virtual program_plan plan_of(typed_command const& typed,
                                 std::vector<std::string> const& asked) const = 0;
    /// Runs, resumes or plans, and then calls `made`. Throws what these throw.
    virtual void in_session(typed_command const& typed, session_request const& request,
                            result_function made) = 0;
    virtual void with_cache(typed_command const& typed, cache_function call) = 0;
    /// The value at that place in `names`. Throws: `repo_error`.
    virtual dumped_value dump(std::size_t value, run_record const& from,
                              std::string const& format) const = 0;

protected:
    program_parts() = default;
    program_parts(program_parts const&) = delete;
    ~program_parts() = default;
};

} // namespace leat::detail
